//! One made-up database with every kind of row, plain and odd.

use indigo_model::Value;
use serde_json::json;

use crate::old::{Edit, Old, User, django_hash};

/// Passwords that people of the story have in the first system.
pub(crate) const ANNS: &str = "ann's old password";
pub(crate) const ROOTS: &str = "root's old password";

/// What ends up in the first project.
pub(crate) fn first_project() -> Value {
    json!({
        "name": {"value": "Würde für Alle — 尊厳 🕊"},
        "notes": null,
        "status": "PUBLIC",
        "dates": {"notes": null, "outcomes_contract_signed": {"value": "2019-04", "status": "PUBLIC"}},
        "delivery_locations": [
            {"id": "dl1", "status": "PUBLIC", "location_country": {"value": "PT"}},
            {"id": "dl2", "status": "SANDBOX", "sandboxes": "alpha", "location_country": {"value": "FR"}},
            {"id": "dl3", "status": "PRIVATE", "location_country": {"value": null}},
        ],
        "service_provisions": [{"id": "sp1", "status": "PUBLIC", "organisation_id": {"value": "INDIGO-ORG-0001"}}],
    })
}

/// The same after the first event, and after the third.
fn begun() -> Value {
    json!({"name": {"value": "Würde"}, "gone": {"with": "the replacement"}})
}

fn opened() -> Value {
    json!({"name": {"value": "Würde"}, "gone": {"with": "the replacement"}, "status": "PUBLIC", "dates": {"notes": null}})
}

/// A database with all of it; `None` when the tests were given no server.
pub(crate) fn whole() -> Option<Old> {
    let mut old = Old::empty(true)?;

    // People.
    let root = old.user(&User {
        username: "root",
        name: ("Ruth", "Root"),
        email: "root@example.org",
        password: django_hash(ROOTS),
        is_staff: true,
        is_superuser: true,
        last_login: Some("2024-01-02 03:04:05.678901Z"),
        ..User::default()
    });
    let ann = old.user(&User {
        username: "ann",
        name: ("Änn", "O'Steward"),
        email: "Ann.Steward@Example.org",
        password: django_hash(ANNS),
        last_login: Some("2023-12-31 23:59:59.999999Z"),
        ..User::default()
    });
    let max = old.user(&User {
        username: "max@example.org",
        password: django_hash("x"),
        ..User::default()
    });
    let closed = old.user(&User {
        username: "closed",
        email: "closed@example.org",
        password: django_hash(ROOTS),
        is_active: false,
        is_superuser: true,
        ..User::default()
    });
    old.user(&User {
        username: "single.sign.on",
        email: "sso@example.org",
        password: "!kV0tNq1oXm".to_owned(),
        ..User::default()
    });
    old.user(&User {
        username: "No Mail+1",
        password: django_hash("nomail's password"),
        ..User::default()
    });
    old.user(&User {
        username: "ann2",
        email: "ann.steward@example.org",
        password: "bcrypt_sha256$$2b$12$secretlettersofthehash".to_owned(),
        is_active: false,
        ..User::default()
    });
    let keeper = old.user(&User {
        username: "keeper",
        email: "keeper@example.org",
        password: django_hash("x"),
        is_staff: true,
        ..User::default()
    });
    let steward = old.right("indigo", "data_steward");
    let admin = old.right("indigo", "admin");
    let change_user = old.right("auth", "change_user");
    old.right("indigo", "add_project");
    old.run(&format!(
        "insert into auth_user_user_permissions (user_id, permission_id) values ({ann}, {steward}), ({keeper}, {change_user});
         insert into auth_group (name) values ('Moderators');
         insert into auth_group_permissions (group_id, permission_id) values (1, {admin});
         insert into auth_user_groups (user_id, group_id) values ({max}, 1)"
    ));

    // Events, with microseconds; the fourth is by somebody who was deleted since.
    let mut event = |name: &str, created: &str, user: Option<i32>, comment: &str| {
        old.event(name, created, user, comment)
    };
    let e1 = event(
        "event-1",
        "2020-03-01 10:00:00.123456Z",
        Some(ann),
        "Neu: \"Würde\"\nmit zwei Zeilen",
    );
    let e2 = event("event-2", "2020-03-02 11:30:00+02:30", Some(ann), "");
    let e3 = event(
        "event-3",
        "2020-03-03 12:00:00.5Z",
        Some(max),
        "The first yes, the second no",
    );
    let e4 = event(
        "event-4",
        "2020-03-04 12:00:00Z",
        None,
        "By somebody who left",
    );
    let e5 = event("event-5", "2020-03-05 12:00:00Z", Some(root), "All types");
    let e6 = event("event-6", "2021-01-01 00:00:00Z", Some(ann), "Waits");
    let e7 = event(
        "event-7",
        "2021-01-02 00:00:00Z",
        Some(closed),
        "Does not fit",
    );
    let e8 = event(
        "event-8",
        "2021-01-03 00:00:00Z",
        Some(max),
        "Approved, though it does not fit",
    );
    let e9 = event(
        "event-9",
        "2021-01-04 00:00:00Z",
        Some(max),
        "Refused what stands",
    );
    let e10 = event("event-10", "2021-01-05 00:00:00Z", None, "Nothing in it");

    // Records, as the first system shows them.
    let project = old.record(1, "INDIGO-POJ-0001", Some(&first_project()));
    let org = json!({"name": {"value": "Stadt"}, "status": "PUBLIC", "contact": {"name": {"value": "geheim"}}, "kept": 1.50});
    let organisation = old.record(2, "INDIGO-ORG-0001", Some(&org));
    let fund = json!({"name": {"value": "Fonds"}, "status": "PUBLIC"});
    let pipeline = json!({"name": {"value": "Plan"}, "status": "PUBLIC", "stage_development": {"stage": {"value": "Late stage x", "status": "PUBLIC"}}});
    let resource = json!({"name": {"value": "Tool"}, "status": "PUBLIC"});
    let initiative = json!({"name": {"value": "Together"}, "status": "public "});
    let others = [
        (old.record(3, "INDIGO-FUND-0001", Some(&fund)), &fund),
        (old.record(4, "INDIGO-PL-0001", Some(&pipeline)), &pipeline),
        (
            old.record(5, "INDIGO-ARES-0001", Some(&resource)),
            &resource,
        ),
        (
            old.record(6, "INDIGO-JUI-0001", Some(&initiative)),
            &initiative,
        ),
    ];
    let only_pending = old.record(1, "INDIGO-POJ-0002", None);
    let private = json!({"name": {"value": "Verborgen"}, "status": "PRIVATE"});
    let hidden = old.record(1, "INDIGO-POJ-0003", Some(&private));
    // Shows something else than its edits give: one of them cannot be applied.
    let odd = json!({"name": {"value": {"deep": true}}, "status": "DISPUTED"});
    let unlike = old.record(1, "INDIGO-POJ-0004", Some(&odd));
    old.record(3, "INDIGO-FUND-0002", None);
    let both_ways = old.record(
        2,
        "INDIGO-ORG-0002",
        Some(&json!({"name": {"value": "Doch"}})),
    );
    let denied = old.record(2, "INDIGO-ORG-0003", None);
    old.run("insert into jsondataferret_type (public_id, title, created) values ('walking_route', 'Walk', now())");
    let route = old.record(7, "WR-1", Some(&json!({"length_m": 10})));

    // Edits.
    let mut edit = |name: &str, record, mode, data: &Value, (brought, approved, refused)| {
        old.edit(&Edit {
            name,
            record,
            mode,
            data: data.clone(),
            brought,
            approved,
            refused,
        });
    };
    edit("edit-1", project, "REPLACE", &begun(), (e1, Some(e1), None));
    edit(
        "edit-2",
        project,
        "MERGE",
        &json!({"status": "PUBLIC", "dates": {"notes": null}}),
        (e2, Some(e3), None),
    );
    edit(
        "edit-3",
        organisation,
        "MERGE",
        &json!({"name": {"value": "Never"}}),
        (e2, None, Some(e3)),
    );
    // Two edits of one record in one event: first a merge, then a replacement that drops a key.
    edit(
        "edit-4",
        project,
        "MERGE",
        &json!({"notes": {"value": "For a moment"}}),
        (e4, Some(e4), None),
    );
    edit(
        "edit-5",
        project,
        "REPLACE",
        &first_project(),
        (e4, Some(e4), None),
    );
    edit(
        "edit-6",
        organisation,
        "REPLACE",
        &org,
        (e5, Some(e5), None),
    );
    for (at, (record, data)) in others.iter().enumerate() {
        edit(
            &format!("edit-5-{at}"),
            *record,
            "REPLACE",
            data,
            (e5, Some(e5), None),
        );
    }
    edit("edit-7", hidden, "REPLACE", &private, (e5, Some(e5), None));
    edit(
        "edit-8",
        route,
        "REPLACE",
        &json!({"length_m": 10}),
        (e5, Some(e5), None),
    );
    edit(
        "edit-9",
        project,
        "MERGE",
        &json!({"name": {"value": "Proposed"}, "service_provisions": []}),
        (e6, None, None),
    );
    edit(
        "edit-10",
        only_pending,
        "REPLACE",
        &json!({"name": {"value": "New one"}}),
        (e6, None, None),
    );
    edit(
        "edit-11",
        hidden,
        "MERGE",
        &json!({"name": {"value": {"deep": 1}}}),
        (e7, None, None),
    );
    edit(
        "edit-12",
        unlike,
        "REPLACE",
        &json!({"name": {"value": "Plain"}, "status": "DISPUTED"}),
        (e7, Some(e7), None),
    );
    edit(
        "edit-13",
        unlike,
        "MERGE",
        &json!({"name": {"value": {"deep": true}}}),
        (e7, Some(e8), None),
    );
    edit(
        "edit-14",
        both_ways,
        "MERGE",
        &json!({"name": {"value": "Doch"}}),
        (e7, Some(e7), Some(e9)),
    );
    edit(
        "edit-15",
        denied,
        "MERGE",
        &json!({"name": {"value": "No"}}),
        (e9, None, Some(e9)),
    );

    // What records held after events; one of them is not what the edits give.
    for (record, event, data) in [
        (project, e1, begun()),
        (project, e3, opened()),
        (project, e4, first_project()),
        (organisation, e5, org),
        (
            hidden,
            e5,
            json!({"name": {"value": "Verborgen"}, "status": "PUBLIC"}),
        ),
    ] {
        old.snapshot(record, event, &data);
    }

    // The rest.
    old.run(&format!(
        "insert into indigo_sandbox (public_id, title) values ('alpha', 'Alpha group'), ('beta', 'Béta');
         insert into indigo_adminuserhaspermissionsforproject (project_id, user_id, permission_access)
           select id, {ann}, public_id <> 'INDIGO-POJ-0002' from indigo_project where public_id in ('INDIGO-POJ-0001', 'INDIGO-POJ-0002');
         insert into indigo_adminuserhaspermissionsforproject (project_id, user_id, permission_access)
           select id, {max}, true from indigo_project where public_id = 'INDIGO-POJ-0003';
         insert into indigo_projectimport (project_id, user_id, created, file_data, file_not_valid, exception) select id, {ann}, now(), 'x', false, false from indigo_project limit 1;
         insert into django_session values ('a', 'b', now()), ('c', 'd', now());
         insert into django_admin_log (action_time, user_id, object_repr, action_flag, change_message) values (now(), {root}, 'x', 1, '');
         create table strange_notes (words text); insert into strange_notes values ('one'), ('two'), ('three');
         update indigo_fund set status_public = false"
    ));
    let _ = e10;
    Some(old)
}
