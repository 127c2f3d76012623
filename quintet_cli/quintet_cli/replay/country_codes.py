"""The shop's country names as two-letter codes.

Where the shop's name is no country, the code is one that ISO 3166 keeps for such use: `EU` is
exceptionally reserved for the European Union, `GG` stands for both Channel Islands bailiwicks by
our choice, `ZZ` is user-assigned and means that the shop did not know.
"""

UNKNOWN_COUNTRY = "ZZ"

COUNTRY_CODES: dict[str, str] = {
    "Australia": "AU",
    "Austria": "AT",
    "Bahrain": "BH",
    "Belgium": "BE",
    "Brazil": "BR",
    "Canada": "CA",
    "Channel Islands": "GG",
    "Cyprus": "CY",
    "Czech Republic": "CZ",
    "Denmark": "DK",
    "EIRE": "IE",
    "European Community": "EU",
    "Finland": "FI",
    "France": "FR",
    "Germany": "DE",
    "Greece": "GR",
    "Hong Kong": "HK",
    "Iceland": "IS",
    "Israel": "IL",
    "Italy": "IT",
    "Japan": "JP",
    "Lebanon": "LB",
    "Lithuania": "LT",
    "Malta": "MT",
    "Netherlands": "NL",
    "Norway": "NO",
    "Poland": "PL",
    "Portugal": "PT",
    "RSA": "ZA",
    "Saudi Arabia": "SA",
    "Singapore": "SG",
    "Spain": "ES",
    "Sweden": "SE",
    "Switzerland": "CH",
    "USA": "US",
    "United Arab Emirates": "AE",
    "United Kingdom": "GB",
    "Unspecified": UNKNOWN_COUNTRY,
}


def country_code(name: str) -> str:
    """The code for a shop's country name; unknown names become `ZZ`."""
    return COUNTRY_CODES.get(name.strip(), UNKNOWN_COUNTRY)
