"""RFC 9457 problem documents for every error, with stable codes."""

from problem_details.handlers import install_problem_handlers
from problem_details.limits import FileBodies, RequestLimitsMiddleware
from problem_details.openapi import problem_responses
from problem_details.problem import MEDIA_TYPE, FieldProblem, Problem
from problem_details.problem_error import Json, ProblemError
from problem_details.problem_response import error_response, problem_response
from problem_details.request_ending import RequestEndingMiddleware

__all__ = [
    "MEDIA_TYPE",
    "FieldProblem",
    "FileBodies",
    "Json",
    "Problem",
    "ProblemError",
    "RequestEndingMiddleware",
    "RequestLimitsMiddleware",
    "error_response",
    "install_problem_handlers",
    "problem_response",
    "problem_responses",
]
