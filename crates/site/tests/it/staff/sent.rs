//! A form as a browser sends it when nobody has touched it.

/// The fields of the form that records are written in, in order.
pub(crate) fn fields(page: &str) -> Vec<(String, String)> {
    let from = page
        .find("<form class=\"write\"")
        .expect("a form to write in");
    let form = &page[from..from + page[from..].find("</form>").unwrap()];
    let mut found = Vec::new();
    let mut rest = form;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let end = rest.find('>').unwrap();
        let tag = &rest[..end];
        let name = attribute(tag, "name");
        match (tag.split([' ', '\n']).next().unwrap(), name) {
            ("input", Some(name)) => {
                let is_box = tag.contains("type=\"checkbox\"");
                if !is_box || tag.contains(" checked") {
                    found.push((name, attribute(tag, "value").unwrap_or_default()));
                }
            }
            ("textarea", Some(name)) => {
                let body = &rest[end + 1..rest.find("</textarea>").unwrap()];
                // The line end after the tag is not part of the text; lines end as on the web.
                let text = plain(body.strip_prefix('\n').unwrap_or(body));
                found.push((name, text.replace("\r\n", "\n").replace('\n', "\r\n")));
            }
            ("select", Some(name)) => {
                let body = &rest[..rest.find("</select>").unwrap()];
                let options: Vec<&str> = body.split("<option ").skip(1).collect();
                let chosen = options
                    .iter()
                    .find(|option| option[..option.find('>').unwrap()].contains(" selected"))
                    .or_else(|| options.first());
                if let Some(option) = chosen {
                    found.push((name, attribute(&format!(" {option}"), "value").unwrap()));
                }
            }
            _ => {}
        }
    }
    found
}

/// The fields with others in the place of some, or besides.
pub(crate) fn with<'a>(
    fields: &'a [(String, String)],
    others: &[(&'a str, &'a str)],
) -> Vec<(&'a str, &'a str)> {
    let kept = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .filter(|(name, _)| !others.iter().any(|(other, _)| other == name));
    kept.chain(others.iter().copied()).collect()
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let from = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    let value = &tag[from..];
    Some(plain(&value[..value.find('"')?]))
}

fn plain(text: &str) -> String {
    text.replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#38;", "&")
        .replace("&amp;", "&")
}
