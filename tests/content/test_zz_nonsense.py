import pytest
from tests.factories import *
from tests.factories.admin import *
from events.models import Event
pytestmark=pytest.mark.django_db
@pytest.mark.parametrize("change",[{"dates-0-starts_at":"9999-12-31 23:59"}])
@pytest.mark.parametrize("button",["","publish"])
def test_y(change,button):
    test_x(change,button)

@pytest.mark.parametrize("change",[
 {"dates-TOTAL_FORMS":""},{"dates-TOTAL_FORMS":"99999"},{"dates-TOTAL_FORMS":"-1"},{"title_ru":"я"*10000},{"dates-0-excluded":"вчера, ,"},{"dates-0-excluded":"2026-03-07 19:00, 2026-03-08"},{"dates-0-recurrence_rule":"FREQ=SECONDLY"},{"dates-0-recurrence_rule":"чушь"},
 {"dates-0-starts_at":"0001-01-01 00:00"},{"dates-0-starts_at":"9999-12-31 23:59"},{"description_ru":"не json"},{"description_ru":"[]"},{"city":"999"},{"category":"-5"},{"price_kind":"x"},{"price_min":"99999999999"},{"cover":"777"},{"organiser":"777"},{"slug":"; drop"},{"go_live_at":"завтра"},{"expire_at":"2001-01-01 00:00"},{"latitude":"91"},{"tags":"a"*300},{"loaded_revision_id":"x","overwrite_revision_id":"y"},{"title_ru":"\x00"},{"dates-0-id":"zzz"},{"age_limit":"-3"},{"website_url":"javascript:alert(1)"},
])
@pytest.mark.parametrize("button",["","submit","publish"])
def test_x(change,button):
    e=an_event(live=False); c=signed_in(a_user(is_superuser=True)); u=url_of(e,"edit")
    d=open_form(c,u)
    r=press(c,u,{**d,**change},button)
    assert r.status_code in (200,302,400), r.status_code
    print(change, button, r.status_code, getattr(r,'url',''), Event.objects.get(pk=e.pk).live)
    r=c.post(u,{}); assert r.status_code in (200,302)
    pv=c.post(url_of(e,"preview_on_edit"),{**d,**change}); assert pv.status_code==200
    assert c.get(url_of(e,"preview_on_edit"),{"mode":"page-kk"}).status_code==200
    assert c.get(u).status_code==200
    assert c.get(url_of(Event,"list")).status_code==200
