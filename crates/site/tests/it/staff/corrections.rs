//! Suggestions of people without an account.

use indigo_registry::{QueueFilter, accounts::LinkKind};

use super::library::{SECRET, house};
use crate::lint::faults;

const PUBLIC: &str = "/projects/INDIGO-POJ-0001";
const SUGGEST: &str = "/projects/INDIGO-POJ-0001/suggest";

#[tokio::test]
async fn each_fact_and_row_leads_to_its_own_form() {
    let house = house();
    let nobody = house.browser();
    let page = nobody.get(PUBLIC).await.text();
    let fact = format!("{SUGGEST}?at=%2Fstage_development");
    let row = format!("{SUGGEST}?at=%2Finvestments%2F%5Bi1%5D");
    for (href, form, list) in [(fact, "Implementation", false), (row, "one fine day", true)] {
        assert!(page.contains(&href), "{href}: {page}");
        let answer = nobody.get(&href).await;
        let text = answer.text();
        assert_eq!(faults(&text), Vec::<String>::new());
        assert!(text.contains(form), "{text}");
        assert_eq!(text.contains("Choose what is wrong"), list, "{text}");
        assert!(!text.contains(SECRET), "{text}");
    }
    // What is hidden is as what never was: the whole record is offered.
    let hidden = nobody
        .get(&format!("{SUGGEST}?at=%2Finvestments%2F%5Bi2%5D"))
        .await;
    let never = nobody
        .get(&format!("{SUGGEST}?at=%2Finvestments%2F%5Bi9%5D"))
        .await;
    assert_eq!(hidden.text(), never.text());
}

#[tokio::test]
async fn a_suggestion_goes_by_mail_to_the_queue_and_back() {
    let house = house();
    let nobody = house.browser();
    let page = nobody.get(PUBLIC).await.text();
    assert!(
        page.contains(&format!("{SUGGEST}?in=investments")),
        "{page}"
    );
    assert_eq!(faults(&page), Vec::<String>::new());
    let list = nobody
        .get(&format!("{SUGGEST}?in=investments"))
        .await
        .text();
    let place = "%2Finvestments%2F%5Bi1%5D%2Fnotes";
    assert!(
        list.contains(place) && !list.contains("stage_development"),
        "{list}"
    );
    assert_eq!(faults(&list), Vec::<String>::new());
    let form = nobody.get(&format!("{SUGGEST}?place={place}")).await;
    assert!(form.text().contains("one fine day"), "{}", form.text());
    assert_eq!(faults(&form.text()), Vec::<String>::new());
    assert_eq!(form.header("set-cookie"), "", "readers get no cookie");
    let fields = [
        ("place", "/investments/[i1]/notes"),
        ("value", "two fine days"),
        ("source", "the minutes"),
        ("email", "bo@example.net"),
    ];
    for left_out in 1..4 {
        let mut some = fields.to_vec();
        some.remove(left_out);
        let answer = nobody.post_bare(SUGGEST, &[], &some).await;
        assert_eq!(answer.status, 422, "{}", answer.text());
        assert!(answer.text().contains("There is a problem"));
        assert_eq!(faults(&answer.text()), Vec::<String>::new());
    }
    let foreign = [("sec-fetch-site", "cross-site")];
    assert_eq!(
        nobody.post_bare(SUGGEST, &foreign, &fields).await.status,
        403
    );
    let sent = nobody.post_bare(SUGGEST, &[], &fields).await;
    assert_eq!(sent.header("location"), format!("{SUGGEST}?done=sent"));
    let waiting = || {
        house
            .registry
            .queue(&QueueFilter::default(), 9, 0)
            .unwrap()
            .total
    };
    assert_eq!(waiting(), 0, "not before it is confirmed");
    let link = house.mailed_link(LinkKind::Correction).unwrap();
    let page = nobody.get(&link).await;
    assert_eq!(page.header("cache-control"), "no-store");
    assert_eq!(faults(&page.text()), Vec::<String>::new());
    assert_eq!(waiting(), 0, "a link that is only looked at does nothing");
    for _ in 0..2 {
        let done = nobody.post_bare(&link, &[], &[]).await;
        assert_eq!(done.status, 200, "{}", done.text());
        assert!(done.text().contains("Thank you"));
        assert_eq!(waiting(), 1, "twice is once");
    }
    let wrong = nobody
        .post_bare("/confirm-correction/nothing", &[], &[])
        .await;
    assert_eq!(wrong.status, 404);
    // The sender hears what became of it.
    let edit = house
        .registry
        .queue(&QueueFilter::default(), 9, 0)
        .unwrap()
        .proposals[0]
        .edit
        .clone();
    let max = house.signed_in("max@example.org").await;
    let address = format!("/proposals/{edit}");
    let page = max.get(&address).await.text();
    assert!(page.contains("somebody without an account"), "{page}");
    assert!(page.contains("two"), "{page}");
    max.post(&address, &format!("{address}/decide"), &[("all", "accept")])
        .await;
    house.registry.pass_tidings_on().unwrap();
    house.mailed_link(LinkKind::Correction);
    let mails: String = std::fs::read_dir(house.registry.mail_folder())
        .unwrap()
        .map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap())
        .collect();
    assert!(
        mails.contains("Your suggestion on Homes first (INDIGO-POJ-0001) was decided"),
        "{mails}"
    );
    assert!(nobody.get(PUBLIC).await.text().contains("two fine days"));
}

#[tokio::test]
async fn what_is_private_is_answered_like_what_is_not_there() {
    let house = house();
    let nobody = house.browser();
    let mut answers = Vec::new();
    for place in [
        "/notes/value",
        "/nothing/value",
        "/investments/[i2]/notes",
        "/investments/[i9]/notes",
        "/status",
    ] {
        let fields = [
            ("place", place),
            ("value", "x"),
            ("source", "y"),
            ("email", "bo@example.net"),
        ];
        let encoded = place.replace('[', "%5B").replace(']', "%5D");
        for answer in [
            nobody.get(&format!("{SUGGEST}?place={encoded}")).await,
            nobody.post_bare(SUGGEST, &[], &fields).await,
        ] {
            assert_eq!(answer.status, 404, "{place}");
            answers.push(answer.text());
        }
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:#?}");
    let list = nobody.get(SUGGEST).await.text();
    assert!(!list.contains(SECRET) && !list.contains("i2"), "{list}");
}
