from content.display import views
from tests.factories import workflow


def test_views_add_up_for_what_is_public_and_for_nothing_else(session, staff):
    public, gone = workflow.published(session, staff), workflow.withdrawn(session, staff)

    views.add(session, {public.item_id: 2, gone.item_id: 5, 10**9: 7})
    views.add(session, {public.item_id: 3})

    assert views.count_of(session, public.item_id) == 5
    assert views.count_of(session, gone.item_id) == 0
    assert views.count_of(session, 10**9) == 0
