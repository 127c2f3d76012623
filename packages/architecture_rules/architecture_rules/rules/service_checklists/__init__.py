"""Q90x to Q94x: what each kind of service must have before it is finished."""
