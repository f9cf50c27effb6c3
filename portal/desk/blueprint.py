"""The desk's blueprint: nobody enters without having signed in."""

from flask import Blueprint

from portal.security import guard

desk = guard(Blueprint("desk", __name__, url_prefix="/desk"))
