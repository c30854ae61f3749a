"""Who may open and who may send what in the admin: the expectation that ``test_admin_matrix`` compares with the site.

A line is: view, roles that may open it (GET), roles that may send it (POST); ``-`` for nobody. Everything that is not a
refusal counts as let in. Roles: E editor, S senior editor, M moderator, C city manager, A administrator, V support
(views only). A new view of the admin needs a line here: for a view of every kind of entry in ``ENTRIES`` (there
everybody is refused for entries of other cities), for a bulk action in ``BULK``, for anything else in ``OTHERS``.
"""

from collections.abc import Mapping
from typing import Final

from accounts.roles import ADMINISTRATORS, CITY_MANAGERS, EDITORS, MODERATORS, SENIOR_EDITORS, SUPPORT

LETTERS: Final[Mapping[str, str]] = {
    "E": EDITORS,
    "S": SENIOR_EDITORS,
    "M": MODERATORS,
    "C": CITY_MANAGERS,
    "A": ADMINISTRATORS,
    "V": SUPPORT,
}

# Views of each kind of entry, by the name of their route.
ENTRIES: Final = """
list                            ESMCAV  -
list_results                    ESMCAV  -
add                             ES.CA.  ES.CA.
edit                            ESMCA.  ESMCA.
delete                          ...CA.  ...CA.
archive                         .S.CA.  .S.CA.
unarchive                       .S.CA.  .S.CA.
duplicate                       ES.CA.  ES.CA.
audit                           ESMCAV  -
notes                           ESMCAV  ESMCA.
note_resolve                    -       ESMCA.
usage                           ESMCAV  -
history                         ESMCAV  -
history_results                 ESMCAV  -
inspect                         ESMCAV  -
preview_on_add                  ES.CA.  ES.CA.
preview_on_edit                 ESMCA.  ESMCA.
frontend_preview                ESMCAV  -
revisions_view                  ESMCAV  -
revisions_revert                ESMCA.  ESMCA.
revisions_compare               ESMCAV  -
revisions_unschedule            .S.CA.  .S.CA.
unpublish                       .S.CA.  .S.CA.
standing                        ....A.  ....A.
lock                            -       .SMCA.
unlock                          -       .SMCA.
workflow_action                 ..M...  ..M...
collect_workflow_action_data    ..M...  ..M...
confirm_workflow_cancellation   ESMCA.  ESMCA.
workflow_history                ESMCAV  -
workflow_history_detail         ESMCAV  -
workflow_preview                ..M...  -
chooser:choose                  ESMCAV  -
chooser:choose_results          ESMCAV  -
chooser:chosen                  ESMCAV  -
chooser:chosen_multiple         ESMCAV  -
chooser:create                  -       -
"""

# Bulk actions: model (``entry`` for every kind of entries that has it), action, roles whose chosen rows of the own city
# it takes.
BULK: Final = """
entry:publish                   .S.CA.
entry:unpublish                 .S.CA.
entry:submit                    ESMCA.
entry:category                  ESMCA.
entry:city                      ESMCA.
entry:tags                      ESMCA.
entry:feature                   .S.CA.
entry:unfeature                 .S.CA.
entry:archive                   ESMCA.
entry:unarchive                 ESMCA.
entry:delete                    ESMCA.
entry:export-csv                ESMCAV
entry:export-xlsx               ESMCAV
accounts.user:assign_role       ....A.
accounts.user:delete            ....A.
accounts.user:set_active_state  ....A.
content.image:add_tags          ....A.
content.image:add_to_collection ....A.
content.image:delete            ....A.
"""

# Everything else, by the name of the route; ``*`` stands for the rest of the names of a namespace.
OTHERS: Final = """
# The pages of everyone.
wagtailadmin_home               ESMCAV  -
wagtailadmin_account            ESMCAV  ESMCAV
wagtailadmin_logout             -       -
wagtailadmin_dismissibles       ESMCAV  -
wagtailadmin_sprite             ESMCAV  ESMCAV
wagtailadmin_javascript_catalog ESMCAV  -
wagtail_modeladmin:javascript_catalog  ESMCAV  -
wagtailadmin_login              ESMCAV  ESMCAV
wagtailadmin_password_reset     ESMCAV  ESMCAV
wagtailadmin_password_reset_confirm    ESMCAV  ESMCAV
wagtailadmin_password_reset_*   ESMCAV  -
admin/test404/                  ESMCAV  -
admin/^.*/$                     -       -

# Who else has this entry open: for those who may change it; closing an own page is anybody's.
wagtailadmin_editing_sessions:ping     -       ESMCA.
wagtailadmin_editing_sessions:release  -       ESMCAV

# Asked action by action, see ``BULK``.
wagtail_bulk_action             -       -

# What this site does not have.
closed_*                        -       -
wagtailadmin_api:*              -       -
wagtailadmin_pages:*            -       -
wagtailadmin_explore*           -       -
wagtailadmin_error_test         -       -
wagtaildocs:*                   -       -
wagtaildocs_chooser:*           -       -
wagtailsites:*                  -       -
wagtailadmin_block_preview      -       -
wagtailadmin_choose_page        ESMCAV  -
wagtailadmin_choose_page_child  ESMCAV  -
wagtailadmin_choose_page_search ESMCAV  -
wagtailadmin_choose_page_chosen_multiple  ESMCAV  -

# Links in rich text.
wagtailadmin_choose_page_*      ESMCAV  ESMCAV
wagtailadmin_tag_autocomplete   ESMCAV  ESMCAV
wagtailadmin_tag_model_autocomplete  -  -

# The calendar of events: looked at by all, moved in by those who may change.
events_calendar                 ESMCAV  -
events_calendar_move            ESMCA.  ESMCA.

# What the forms of entries ask meanwhile.
content_coordinates             ESMCAV  -
content_translate               -       ESMCA.
events_next_dates               -       ESMCA.

# Importing.
content_import                  ES.CA.  ES.CA.
content_import_run              ES.CA.  ES.CA.

# The bin; what lies in it is asked in tests/content/test_lifecycle_views.py.
content_bin                     ESMCAV  -
content_bin_restore             -       -

# How search is doing: seen by those who see the journals, acted upon by administrators.
search_status                   ....AV  -
search_status_*                 -       ....A.

# Journals.
journals_changes_modeladmin_*              ....AV  -
content_importrun_modeladmin_index         ESMCAV  -
journals_import-records_modeladmin_*       ESMCAV  -
journals_decisions_modeladmin_*            .SMCAV  -
journals_search-outbox_modeladmin_*        ....AV  -
journals_webhooks_modeladmin_replay        -       ....A.
journals_webhooks_modeladmin_*             ....AV  -
journals_jobs_modeladmin_*                 ....AV  -
wagtailadmin_reports:*          -       -
admin/reports/*                 -       -

# Reference rows.
wagtailsnippets:index           -       -
cities:index*                   ....AV  -
cities:add                      ....A.  ....A.
cities:edit                     ....A.  ....A.
cities:delete                   ....A.  ....A.
cities:*                        ....A.  -
city_photos:index*              ...CAV  -
city_photos:add                 ...CA.  ...CA.
city_photos:edit                ...CA.  ...CA.
city_photos:delete              ...CA.  ...CA.
city_photos:*                   ...CA.  -
categories:index*               ....AV  -
categories:add                  -       -
categories:edit                 ....A.  ....A.
categories:delete               -       -
categories:*                    ....A.  -
tags:index*                     ES.CAV  -
tags:add                        ES.CA.  ES.CA.
tags:edit                       .S.CA.  .S.CA.
tags:delete                     ....A.  ....A.
tags:usage                      .S.CA.  -
tags:*                          ES.CA.  -

# Venues are of a city too, and public at once.
venues:index*                   ES.CAV  -
venues:add                      ES.CA.  ES.CA.
venues:edit                     .S.CA.  .S.CA.
venues:delete                   ...CA.  ...CA.
venues:usage                    .S.CA.  -
venues:*                        ES.CA.  -

# Staff, roles and who works where.
city_assignments:add            ....A.  ....A.
city_assignments:edit           ....A.  ....A.
city_assignments:delete         ....A.  ....A.
city_assignments:*              ....A.  -
wagtailusers_users:add          ....A.  ....A.
wagtailusers_users:edit         ....A.  ....A.
wagtailusers_users:delete       ....A.  ....A.
wagtailusers_users:*            ....A.  -
wagtailusers_groups:add         ....A.  ....A.
wagtailusers_groups:edit        ....A.  ....A.
wagtailusers_groups:delete      ....A.  ....A.
wagtailusers_groups:*           ....A.  -

# Subscriptions to changes.
webhooks:add                    ....A.  ....A.
webhooks:edit                   ....A.  ....A.
webhooks:delete                 ....A.  ....A.
webhooks:rotate                 ....A.  ....A.
webhooks:resend                 ....A.  ....A.
webhooks:*                      ....A.  -

# Pictures; the one of the matrix was uploaded by somebody else.
admin/images/                   ESMCA.  -
admin/images/results/           ESMCA.  -
admin/images/<int:image_id>/    ....A.  ....A.
admin/images/<int:image_id>/delete/           ....A.  ....A.
admin/images/multiple/add/      ESMCA.  ESMCA.
admin/images/multiple/<int:image_id>/delete/  -       ....A.
admin/images/chooser/*          ESMCAV  -
wagtailimages:index*            ESMCA.  -
wagtailimages:add               ESMCA.  ESMCA.
wagtailimages:add_multiple      ESMCA.  ESMCA.
wagtailimages:edit              ....A.  ....A.
wagtailimages:delete            ....A.  ....A.
wagtailimages:preview           ....A.  ....A.
wagtailimages:image_usage       ....A.  -
wagtailimages:edit_multiple     -       ....A.
wagtailimages:delete_multiple   -       ....A.
wagtailimages:*                 -       -
wagtailimages_chooser:choose*   ESMCAV  -
wagtailimages_chooser:chosen    ESMCA.  -
wagtailimages_chooser:chosen_multiple  ESMCAV  -
wagtailimages_chooser:create    ESMCA.  ESMCA.
wagtailimages_chooser:select_format    ESMCA.  ESMCA.
wagtailadmin_collections:index  ....A.  -
wagtailadmin_collections:*      ....A.  ....A.

# Workflows.
wagtailadmin_workflows:index*   ....A.  -
wagtailadmin_workflows:usage*   -       -
wagtailadmin_workflows:enable   -       ....A.
wagtailadmin_workflows:enable_task     -       ....A.
wagtailadmin_workflows:remove   -       ....A.
wagtailadmin_workflows:task_index*     ....A.  -
wagtailadmin_workflows:task_chooser    ....A.  -
wagtailadmin_workflows:task_chooser_results  ....A.  -
wagtailadmin_workflows:*        ....A.  ....A.
guarded_task_chooser_create     ....A.  ....A.
guarded_task_chosen             ....A.  ....A.
guarded_*                       ....A.  -
"""

# Rows for which the own and the other side differ, besides entries: refused on the other side to all ...
OF_CITIES: Final = frozenset(
    {
        "content_import_run",
        "journals_changes_modeladmin_inspect",
        "events_calendar_move",
        "journals_decisions_modeladmin_inspect",
        "journals_import-records_modeladmin_inspect",
        "journals_search-outbox_modeladmin_inspect",
        "journals_webhooks_modeladmin_inspect",
        "journals_webhooks_modeladmin_replay",
        "wagtailadmin_editing_sessions:ping",
    }
)
CITY_SPACES: Final = frozenset({"city_photos", "venues"})
# ... or, where the other side is a superuser's account, refused there to administrators.
OF_SUPERUSERS: Final = frozenset({"wagtailusers_users:edit", "wagtailusers_users:delete"})


def lines(table: str) -> list[list[str]]:
    """Return the lines of a table as words, without remarks."""
    return [line.split() for line in table.splitlines() if line.strip() and not line.startswith("#")]
