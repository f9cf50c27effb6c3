"""The public blueprint: pages for anyone, kept until anything public changes."""

from flask import Blueprint

from portal.public import keeping

public = Blueprint("public", __name__)
keeping.init_blueprint(public)
