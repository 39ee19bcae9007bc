//! A random record in two forms that agree in what is public and in nothing else.

use indigo_standard::{Kind, Leaf, Node, TypeStandard};
use serde_json::{Map, Value, json};

use super::{
    choices::Choices,
    ids::IDS,
    secret,
    status::{Eyes, Said, hide},
};

/// The two forms, and texts that the public must find.
pub(crate) struct Pair {
    pub(crate) a: Value,
    pub(crate) b: Value,
    pub(crate) shown: Vec<String>,
    /// Whether what is public says so in the same words, which the stored form keeps.
    pub(crate) same_words: bool,
}

/// Words that some rule looks for.
const WORDS: [&str; 9] = [
    "YES",
    "Yes",
    "2019-05",
    "Poverty",
    "Completed ",
    "Mud ",
    "Scoping (soon)",
    "Open (soon)",
    "é😀\n",
];

/// Makes a record of a type: `choices` for both forms, `scrambles` for where they differ.
pub(crate) fn pair(one: &TypeStandard, eyes: Eyes, choices: Choices, scrambles: Choices) -> Pair {
    let mut choices = choices;
    let same_words = choices.chance(1, 2);
    let mut maker = Maker {
        one,
        eyes,
        same_words,
        choices,
        scrambles,
        shown: Vec::new(),
    };
    let (mut a, mut b) = maker.members(&one.nodes, false, &["status"]);
    if maker.choices.chance(1, 12) {
        hide(&mut maker.choices, Eyes::Public, false, &mut a);
        b = secret::tree(&mut maker.scrambles, &one.nodes);
        hide(&mut maker.scrambles, Eyes::Public, false, &mut b);
        a.insert("secret".to_owned(), json!("secret"));
        maker.shown.clear();
    } else {
        // A type may keep this word, so it is the same in both.
        let word = Said::Public.word(&mut maker.choices).unwrap();
        a.insert("status".to_owned(), word.clone());
        b.insert("status".to_owned(), word);
        for key in ["id", "organisations", "secret"] {
            if !one.nodes.iter().any(|node| node.key == key) {
                maker.stray(key, &mut a, &mut b);
            }
        }
    }
    Pair {
        a: Value::Object(a),
        b: Value::Object(b),
        shown: maker.shown,
        same_words,
    }
}

struct Maker<'a> {
    one: &'a TypeStandard,
    eyes: Eyes,
    same_words: bool,
    choices: Choices,
    scrambles: Choices,
    shown: Vec<String>,
}

type Both<T> = (T, T);
type Members = Both<Map<String, Value>>;

impl Maker<'_> {
    /// A thing that is not public, different in the two forms.
    fn hidden(&mut self, make: impl Fn(&mut Choices) -> Value) -> Both<Value> {
        (make(&mut self.choices), make(&mut self.scrambles))
    }

    /// A key that is not public, perhaps in one form only.
    fn stray(&mut self, key: &str, a: &mut Map<String, Value>, b: &mut Map<String, Value>) {
        if self.choices.chance(1, 4) {
            a.insert(key.to_owned(), secret::anything(&mut self.choices));
        }
        if self.scrambles.chance(1, 4) {
            b.insert(key.to_owned(), secret::anything(&mut self.scrambles));
        }
    }

    /// The keys of an object that is seen, all but those in `skip`.
    fn members(&mut self, nodes: &[Node], in_row: bool, skip: &[&str]) -> Members {
        let (mut a, mut b) = (Map::new(), Map::new());
        for node in nodes
            .iter()
            .filter(|node| !skip.contains(&node.key.as_str()))
        {
            if self
                .one
                .profile
                .publication
                .always_null
                .contains(&node.pointer)
            {
                self.stray(&node.key, &mut a, &mut b);
                continue;
            }
            if !self.choices.chance(3, 4) {
                continue;
            }
            let (in_a, in_b) = match &node.kind {
                Kind::Leaf(leaf) => self.leaf(node, leaf),
                Kind::Group { children } => self.group(children, in_row),
                Kind::List { children, .. } => self.list(node, children),
            };
            a.insert(node.key.clone(), in_a);
            b.insert(node.key.clone(), in_b);
        }
        self.stray("Unknown", &mut a, &mut b);
        (a, b)
    }

    fn leaf(&mut self, node: &Node, leaf: &Leaf) -> Both<Value> {
        let value = match self.choices.below(12) {
            0 => json!(null),
            1 => return self.hidden(secret::structure),
            2 => self
                .choices
                .pick(&[json!(true), json!(0), json!(7), json!(2.50)]),
            3 => json!(self.choices.pick(&WORDS)),
            _ if leaf.references.is_some() || node.pointer.ends_with("funds/*/id") => {
                json!(self.choices.pick(&IDS))
            }
            _ => json!(self.marker(node)),
        };
        (value.clone(), value)
    }

    /// A text of its own that must be found in what is published.
    fn marker(&mut self, node: &Node) -> String {
        let marker = format!("shown-{}.", self.shown.len());
        let groups = &self.one.profile.publication.agnostic;
        // YES may come in the place of these.
        if !groups
            .iter()
            .any(|group| node.pointer.starts_with(group.as_str()))
        {
            self.shown.push(marker.clone());
        }
        marker
    }

    fn group(&mut self, children: &[Node], in_row: bool) -> Both<Value> {
        let knows_status = children.iter().any(|child| child.key == "status");
        let is_block = knows_status && !in_row;
        match self.choices.below(10) {
            0 => return (json!(null), json!(null)),
            1 => return self.hidden(secret::no_object),
            2 | 3 => {
                let eyes = self.eyes;
                let (a, b) = self.hidden(|choices| {
                    let mut object = secret::tree(choices, children);
                    hide(choices, eyes, !is_block, &mut object);
                    Value::Object(object)
                });
                return (
                    a,
                    if self.scrambles.chance(1, 3) {
                        json!(null)
                    } else {
                        b
                    },
                );
            }
            _ => {}
        }
        let (mut a, mut b) = self.members(children, in_row, &["status", "sandboxes"]);
        let said = Said::choose(&mut self.choices, self.eyes, !is_block);
        // The word in a cell of a row is published, any other is not.
        self.mark(said, knows_status && in_row, &mut a, &mut b);
        let beside = said == Said::Sandbox || self.choices.chance(1, 3);
        if beside {
            a.insert(
                "sandboxes".to_owned(),
                said.sandboxes(&mut self.choices, self.eyes),
            );
            b.insert(
                "sandboxes".to_owned(),
                said.sandboxes(&mut self.scrambles, self.eyes),
            );
        }
        (Value::Object(a), Value::Object(b))
    }

    /// Writes how a thing that is seen says so, in the same word or in two.
    fn mark(
        &mut self,
        said: Said,
        same: bool,
        a: &mut Map<String, Value>,
        b: &mut Map<String, Value>,
    ) {
        let in_a = said.word(&mut self.choices);
        let in_b = if same || self.same_words {
            in_a.clone()
        } else {
            said.word(&mut self.scrambles)
        };
        a.extend(in_a.map(|word| ("status".to_owned(), word)));
        b.extend(in_b.map(|word| ("status".to_owned(), word)));
    }

    fn list(&mut self, node: &Node, children: &[Node]) -> Both<Value> {
        match self.choices.below(10) {
            0 => return (json!(null), json!(null)),
            1 => return self.hidden(secret::no_list),
            2 => return (json!([]), json!([])),
            _ => {}
        }
        let knows_status = children.iter().any(|child| child.key == "status");
        let (mut in_a, mut in_b) = (Vec::new(), Vec::new());
        for _ in 0..self.choices.below(4) {
            if self.choices.chance(2, 3) {
                let (a, b) = self.row(node, children, knows_status);
                in_a.push(a);
                in_b.push(b);
            } else if !knows_status && self.choices.chance(1, 3) {
                let (a, b) = self.hidden(secret::no_object);
                in_a.push(a);
                in_b.push(b);
            }
            // Hidden rows need not be there in both forms, nor at the same place.
            self.hidden_rows(children, knows_status, &mut in_a, &mut in_b);
        }
        (Value::Array(in_a), Value::Array(in_b))
    }

    fn hidden_rows(
        &mut self,
        children: &[Node],
        knows_status: bool,
        in_a: &mut Vec<Value>,
        in_b: &mut Vec<Value>,
    ) {
        for (choices, rows) in [(&mut self.choices, in_a), (&mut self.scrambles, in_b)] {
            if choices.chance(1, 3) {
                let mut row = secret::tree(choices, children);
                hide(choices, self.eyes, !knows_status, &mut row);
                rows.push(Value::Object(row));
            }
            if knows_status && choices.chance(1, 6) {
                rows.push(secret::no_object(choices));
            }
        }
    }

    fn row(&mut self, node: &Node, children: &[Node], knows_status: bool) -> Both<Value> {
        let publication = &self.one.profile.publication;
        let keeps = publication.keep_row_keys.contains(&node.pointer);
        let strips = knows_status && !keeps;
        let skip: &[&str] = if strips {
            &["status", "sandboxes", "source_ids"]
        } else {
            &["status", "sandboxes"]
        };
        let (mut a, mut b) = self.members(children, true, skip);
        let said = Said::choose(&mut self.choices, self.eyes, !knows_status);
        self.mark(said, knows_status && keeps, &mut a, &mut b);
        a.insert(
            "sandboxes".to_owned(),
            said.sandboxes(&mut self.choices, self.eyes),
        );
        b.insert(
            "sandboxes".to_owned(),
            said.sandboxes(&mut self.scrambles, self.eyes),
        );
        if strips {
            if children.iter().any(|child| child.key == "source_ids") {
                self.cite(&mut a, &mut b);
            } else {
                self.stray("source_ids", &mut a, &mut b);
            }
        }
        if let Some(joined) = publication
            .fund_rows
            .as_ref()
            .filter(|rows| rows.list == node.pointer)
            && self.choices.chance(1, 2)
        {
            a.insert(
                joined.record_type.clone(),
                secret::anything(&mut self.choices),
            );
            b.insert(
                joined.record_type.clone(),
                secret::anything(&mut self.scrambles),
            );
        }
        (Value::Object(a), Value::Object(b))
    }

    /// The sources of a row are not in the data but beside them.
    fn cite(&mut self, a: &mut Map<String, Value>, b: &mut Map<String, Value>) {
        if !self.choices.chance(2, 3) {
            return;
        }
        let sources = format!("shown-{}.", self.shown.len());
        if matches!(self.eyes, Eyes::Public) {
            self.shown.push(sources.clone());
        }
        a.insert("source_ids".to_owned(), json!(sources));
        b.insert("source_ids".to_owned(), json!(sources));
    }
}
