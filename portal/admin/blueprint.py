"""The administration's blueprint: nobody enters without having signed in."""

from flask import Blueprint

from portal.security import guard

admin = guard(Blueprint("admin", __name__, url_prefix="/admin"))
