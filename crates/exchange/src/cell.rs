//! Stand-in until the publish crate compiles.
use indigo_model::Value;
pub(crate) fn text(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Bool(b)) => if *b {"True".into()} else {"False".into()},
        Some(Value::Number(n)) => {
            let t = n.to_string();
            if !t.contains(['.', 'e', 'E']) { return if t == "-0" {"0".into()} else {t}; }
            let x = n.as_f64().unwrap_or(0.0);
            if x == 0.0 { "0.0".into() }
            else if x.abs() >= 1e16 { format!("{x}") }
            else if x.abs() >= 1e-4 { format!("{x:?}") }
            else { let s = format!("{x:e}"); let (m, e) = s.split_once("e-").unwrap_or((&s, "0")); format!("{m}e-{e:0>2}") }
        }
        Some(other) => other.to_string(),
    }
}
