use super::*;

/// The whole table once more, role by role, as a person would say it.
const EXPECTED: [(Role, &str, &str); 5] = [
    (Role::Reader, "SeePublic CheckFile Suggest", ""),
    (
        Role::Contributor,
        "SeePublic CheckFile Suggest ManageOwnAccount Propose CreateRecord EditOwnDraft \
         SeeOwnProposals CommentOwn WithdrawOwn UseWriteApi",
        "",
    ),
    (
        Role::DataSteward,
        "SeePublic CheckFile Suggest ManageOwnAccount Propose CreateRecord EditOwnDraft \
         SeeOwnProposals CommentOwn WithdrawOwn UseWriteApi SeeSandboxes",
        "SeePrivate SeeHistory SeeQuality SeeProposals Comment RestrictAtOnce",
    ),
    (
        Role::Moderator,
        "SeePublic CheckFile Suggest ManageOwnAccount Propose CreateRecord EditOwnDraft \
         SeeOwnProposals CommentOwn WithdrawOwn UseWriteApi SeeSandboxes SeePrivate SeeHistory \
         SeeQuality SeeProposals Comment RestrictAtOnce Decide Assign WithdrawOthers Revert \
         MergeRecords",
        "",
    ),
    (
        Role::Administrator,
        "SeePublic CheckFile Suggest ManageOwnAccount Propose CreateRecord EditOwnDraft \
         SeeOwnProposals CommentOwn WithdrawOwn UseWriteApi SeeSandboxes SeePrivate SeeHistory \
         SeeQuality SeeProposals Comment RestrictAtOnce Decide Assign WithdrawOthers Revert \
         MergeRecords Import ExportPrivate Purge ManageAccounts ManageSandboxes ManageReleases SeeAuditLog SeeMail",
        "",
    ),
];

#[test]
fn the_table_is_as_written_out() {
    for (role, always, granted) in EXPECTED {
        for action in Action::ALL {
            let name = format!("{action:?}");
            let listed = |list: &str| list.split_whitespace().any(|word| word == name);
            let expected = if listed(always) {
                May::Yes
            } else if listed(granted) {
                May::OnGranted
            } else {
                May::No
            };
            assert_eq!(may(role, action), expected, "{role} {name}");
        }
        let words = always.split_whitespace().chain(granted.split_whitespace());
        for word in words {
            let known = Action::ALL
                .iter()
                .any(|action| format!("{action:?}") == word);
            assert!(known, "{word} is no action");
        }
    }
}

#[test]
fn a_higher_role_may_all_that_a_lower_may() {
    for action in Action::ALL {
        for pair in Role::ALL.windows(2) {
            assert!(
                may(pair[0], action) <= may(pair[1], action),
                "{action:?} {pair:?}"
            );
        }
    }
}

#[test]
fn each_action_stands_in_the_table_once() {
    for action in Action::ALL {
        let rows = TABLE.iter().filter(|(row, _)| *row == action).count();
        assert_eq!(rows, 1, "{action:?}");
    }
}

#[test]
fn words_are_read_back() {
    for role in Role::ALL {
        assert_eq!(Role::parse(role.as_str()), Some(role));
    }
    for scope in crate::Scope::ALL {
        assert_eq!(crate::Scope::parse(scope.as_str()), Some(scope));
    }
    assert_eq!(Role::parse("god"), None);
}

#[test]
fn grants_cover_a_type_or_a_record() {
    let one = RecordKey::new("project", "P1");
    let other = RecordKey::new("project", "P2");
    let fund = RecordKey::new("fund", "P1");
    let whole = Grant::parse("project").unwrap();
    let single = Grant::parse("project/P1").unwrap();
    assert!(whole.covers(&one) && whole.covers(&other) && !whole.covers(&fund));
    assert!(single.covers(&one) && !single.covers(&other) && !single.covers(&fund));
    assert_eq!(single.to_string(), "project/P1");
    for wrong in ["", "/P1", "project/"] {
        assert_eq!(Grant::parse(wrong), None, "{wrong}");
    }
}
