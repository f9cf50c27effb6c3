"""Every template: it compiles, a page extends its audience's layout, a component is macro, style and sample in one."""

import re
from functools import cache
from pathlib import Path

import pytest
from jinja2 import nodes

from portal import assets

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
STATIC = ROOT / "static"
LAYOUTS = {
    "public": "layouts/public.html",
    "desk": "layouts/desk.html",
    "oversight": "layouts/desk.html",
    "admin": "layouts/desk.html",
    "help": "layouts/desk.html",
    "account": ("layouts/bare.html", "layouts/desk.html"),
    "errors": None,  # told by the error handler: the reader's own audience
}
GOVERNMENT_TAGS = ("SiteName", "SiteDomain", "SiteIDCode")
#: Without a look of their own: they set nothing on the page, or only what another component styles.
BARE_COMPONENTS = {"meta_tags": "head only", "segments": "inside other components"}
#: Fetched by a script, which takes its main part into the page.
FETCHED = {"desk/preview_part.html", "desk/check_part.html"}
#: Shown on every page anyway.
SEEN_EVERYWHERE = {"masthead", "site_footer", "desk_head", "meta_tags", "segments"}
INLINE = re.compile(
    r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|<script(?![^>]*\bsrc=)(?! type=\"application/ld\+json\">)[^>]*>"
    r"|javascript:",
    re.IGNORECASE,
)  # linked data is no script: browsers run nothing of that type, whatever the policy
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)


def all_templates():
    return sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))


def components():
    return sorted(path.stem for path in (TEMPLATES / "components").glob("*.html"))


@cache
def source(name):
    return (TEMPLATES / name).read_text(encoding="utf-8")


@cache
def plain(name):
    """Without the comments, which show how to call it."""
    return COMMENT.sub("", source(name))


@pytest.fixture(scope="module")
def jinja(planted_app):
    return planted_app.jinja_env


@pytest.fixture(scope="module")
def planted_app(tmp_path_factory):
    from app import create_app
    from portal.settings import Settings

    return create_app(Settings(data_dir=str(tmp_path_factory.mktemp("templates")), secret_key="s" * 40))


def test_every_template_compiles_and_calls_only_filters_and_tests_there_are(jinja):
    for name in all_templates():
        jinja.get_template(name)


def test_every_template_that_is_named_is_there(jinja):
    known = set(all_templates())
    for name in known:
        tree = jinja.parse(source(name))
        for node in tree.find_all((nodes.Extends, nodes.FromImport, nodes.Import, nodes.Include)):
            if isinstance(node.template, nodes.Const):
                assert node.template.value in known, f"{name} names {node.template.value}"


def test_every_macro_that_is_imported_is_there_and_is_called(jinja):
    for name in all_templates():
        tree = jinja.parse(source(name))
        for node in tree.find_all(nodes.FromImport):
            there = jinja.parse(source(node.template.value))
            offered = {macro.name for macro in there.find_all(nodes.Macro)}
            offered |= {name.name for made in there.find_all(nodes.Assign) for name in made.find_all(nodes.Name)}
            wanted = {part[0] if isinstance(part, tuple) else part for part in node.names}
            assert wanted <= offered, f"{name} wants {wanted - offered} of {node.template.value}"
            for part in node.names:
                local = part[1] if isinstance(part, tuple) else part
                assert len(re.findall(rf"\b{local}\b", plain(name))) > 1, f"{name} imports {local} and never calls it"


def is_page(name):
    """A page is what a view renders; the rest are parts with macros, or what a script fetches into a page."""
    return "{% block main %}" in source(name) and not name.startswith("layouts/")


def test_every_page_extends_its_audiences_layout():
    seen = 0
    for name in all_templates():
        area = name.split("/")[0]
        if area not in LAYOUTS or not is_page(name) or name in FETCHED:
            continue
        seen += 1
        found = re.search(r"\{%-?\s*extends\s+(.+?)\s*-?%\}", source(name))
        assert found, f"{name} extends nothing"
        wanted = LAYOUTS[area]
        if wanted is None:
            assert found[1] == "layout", name
        else:
            assert found[1].strip('"') in wanted, name
    assert seen > 30


def test_what_is_no_page_holds_only_macros_or_is_fetched_by_a_script(jinja):
    for name in all_templates():
        if is_page(name) or name.startswith("layouts/") or name in {"styleguide.html", *FETCHED}:
            continue
        tree = jinja.parse(source(name))
        assert list(tree.find_all(nodes.Macro)), f"{name} is neither page nor part"


@pytest.mark.parametrize("name", all_templates())
def test_nothing_inline(name):
    assert INLINE.findall(plain(name)) == []


def test_the_search_for_inline_finds_it():
    for bad in (
        '<p style="x">',
        "<a onclick='x'>",
        "<script>x</script>",
        "<style>",
        '<a href="javascript:x">',
        '<script type="module">',
    ):
        assert INLINE.search(bad), bad
    for good in (
        '<script type="module" src="{{ x }}"></script>',
        '<script type="application/ld+json">{{ x | tojson }}</script>',
        "{{ button(_('on = off')) }}",
    ):
        assert not INLINE.search(good), good


def test_every_page_says_whose_site_it_is():
    for tag in GOVERNMENT_TAGS:
        assert f'<meta name="{tag}"' in source("layouts/base.html")
    for name in ("public", "desk", "bare"):
        assert 'extends "layouts/base.html"' in source(f"layouts/{name}.html")
    assert "column_meta(" in source("public/column.html")
    assert "article_meta(" in source("public/item.html")


#: A search and a subject reach across all columns, and no index keeps either.
WITHOUT_COLUMN = {"public/search.html", "public/subject.html", "public/subject_records.html"}


def test_every_public_page_says_what_part_of_the_site_it_is():
    """国办发〔2017〕47号: ColumnName on every page that is not an answer to a form; Description on every one."""
    seen = 0
    for name in all_templates():
        if not name.startswith("public/") or not is_page(name) or name in WITHOUT_COLUMN:
            continue
        seen += 1
        assert re.search(r"block column_meta %}\{\{ column_meta\(", source(name)), name
    assert seen > 20


def test_no_staff_page_and_no_error_is_indexed():
    assert 'content="noindex"' in source("layouts/desk.html")
    for name in all_templates():
        if name.split("/")[0] in ("errors", "account") and is_page(name) and "layouts/desk.html" not in source(name):
            assert 'content="noindex"' in source(name), name


def test_forms_that_change_something_carry_their_token():
    for name in set(all_templates()) - {"styleguide.html"}:  # its forms lead nowhere
        for form in re.findall(r"<form\b.*?</form>", plain(name), re.DOTALL):
            if re.search(r'method="post"', form):
                assert 'name="csrf_token"' in form, f"{name}: {form[:100]}"


def test_nothing_is_marked_safe_but_what_was_made_safe():
    marked = {name for name in all_templates() if re.search(r"\|\s*safe\b|autoescape", plain(name))}
    assert marked <= {"components/article_body.html", "public/item.html"}  # html made by the public view


# Components


@pytest.mark.parametrize("name", components())
def test_a_component_is_a_macro_a_style_and_a_sample(name):
    path = f"components/{name}.html"
    assert re.search(r"\{%-?\s*macro\s+\w+", source(path)), "no macro"
    assert source(path).lstrip().startswith("{#-"), "its first lines show how to call it"
    if name not in BARE_COMPONENTS:
        assert (STATIC / "css" / "components" / f"{name}.css").is_file(), "no css file"
        assert any(path.name == f"{name}.css" for files in assets.bundle_parts().values() for path in files), (
            "its css is in no bundle"
        )
    if name not in SEEN_EVERYWHERE:
        assert f'"components/{name}.html"' in source("styleguide.html"), "no entry in the style guide"


def test_every_style_of_a_component_has_its_macro_and_is_in_one_bundle():
    listed = [path for files in assets.bundle_parts().values() for path in files]
    on_disk = sorted((STATIC / "css").rglob("*.css"))
    assert sorted(listed) == on_disk
    styled = {path.stem for path in (STATIC / "css" / "components").glob("*.css")}
    assert styled <= set(components())


def test_styles_use_the_tokens_there_are():
    tokens = set(re.findall(r"(--[\w-]+)\s*:", (STATIC / "css/tokens.css").read_text(encoding="utf-8")))
    for path in (STATIC / "css").rglob("*.css"):
        text = path.read_text(encoding="utf-8")
        own = set(re.findall(r"(--[\w-]+)\s*:", text))
        assert set(re.findall(r"var\((--[\w-]+)\)", text)) - own <= tokens, path.name


def test_every_behaviour_that_is_asked_for_has_its_module():
    asked = {name for page in all_templates() for name in re.findall(r'data-module="([\w-]+)"', plain(page))}
    scripts = "".join(path.read_text(encoding="utf-8") for path in (STATIC / "js").rglob("*.js"))
    files = {path.stem.replace("_", "-") for path in (STATIC / "js").rglob("*.js")}
    for name in asked:
        assert name in files or f'"{name}"' in scripts, f"no module {name}"


#: A page that shows the faults of a field, by itself or through a macro it hands them to.
FAULTS = re.compile(r"\berrors(?:\.\w|\[|,|\))|\berror\(")


def test_a_page_whose_form_can_be_refused_begins_with_all_there_is_to_mend():
    pages = [name for name in all_templates() if "{% extends" in plain(name) or "{%- extends" in plain(name)]
    refused = [name for name in pages if FAULTS.search(plain(name))]

    assert [name for name in refused if "error_summary(" not in plain(name)] == []
    assert [name for name in refused if "Error: %(title)s" not in plain(name)] == []
    assert len(refused) > 30
