"""The bureau's blueprint: nobody enters without having signed in."""

from flask import Blueprint

from portal.security import guard

oversight = guard(Blueprint("oversight", __name__, url_prefix="/oversight"))
