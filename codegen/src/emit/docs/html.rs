//! HTML that descriptions are written in, as the Markdown that says the same. What isn't known stays text, and
//! whatever comes out is read like any other description.

use std::borrow::Cow;

use super::inline::code_len;

/// Bytes of a tag; what is longer is none.
const LONGEST_TAG: usize = 1_000;

/// Bytes between an opening and a closing tag; what isn't closed by then is a placeholder, such as `<i>`.
const LONGEST_SPAN: usize = 4_000;

/// Tags that may stand in between.
const MOST_TAGS: usize = 50;

/// A description with Markdown in place of HTML. Code stays as it is.
///
/// `"<b>All</b> of:<ul><li>a</li></ul>"` becomes `"**All** of:\n\n- a"`.
pub(super) fn translated(text: &str) -> Cow<'_, str> {
    let mut rest = text;
    let mut out = Markdown::default();
    while let Some(at) = rest.find(['<', '`']) {
        let (before, from) = rest.split_at(at);
        out.push(before);
        let taken = match code_len(from) {
            Some(len) if from.starts_with('`') => {
                out.push(&from[..len]);
                len
            }
            _ => match Tag::at(from).filter(|it| out.translate(it, from)) {
                Some(tag) => tag.len,
                None => {
                    let len = from.len() - from.trim_start_matches('`').len();
                    out.push(&from[..len.max(1)]);
                    len.max(1)
                }
            },
        };
        rest = &from[taken..];
    }
    match out.is_translated {
        true => {
            out.push(rest);
            Cow::Owned(out.finish())
        }
        false => Cow::Borrowed(text),
    }
}

/// A tag, as it is written.
struct Tag<'a> {
    name: String,
    closes: bool,
    attributes: &'a str,
    /// Bytes of all of it.
    len: usize,
}

impl Tag<'_> {
    fn at(text: &str) -> Option<Tag<'_>> {
        let inner = text.strip_prefix('<')?;
        let most = inner.len().min(LONGEST_TAG);
        let mut bytes = inner.as_bytes()[..most].iter();
        let end = bytes.position(|it| b"<>".contains(it))?;
        let len = end + "<>".len();
        let inner = inner.get(..end).filter(|_| inner[end..].starts_with('>'))?;
        let (closes, inner) = match inner.strip_prefix('/') {
            Some(inner) => (true, inner),
            None => (false, inner),
        };
        let name = inner.find(|it: char| !it.is_ascii_alphanumeric() && it != '-');
        let (name, attributes) = inner.split_at(name.unwrap_or(inner.len()));
        let is_tag = attributes.is_empty() || attributes.starts_with([' ', '\n', '/']);
        (is_tag && !name.is_empty()).then(|| Tag {
            name: name.to_ascii_lowercase(),
            closes,
            attributes,
            len,
        })
    }

    /// What it means, if it is known.
    fn meaning(&self) -> Option<Meaning> {
        let span = |marker, end: String| {
            Some(Meaning::Span(Span {
                marker,
                end,
                is_heading: false,
            }))
        };
        match self.name.as_str() {
            "br" => Some(Meaning::Break(|known| known + 1)),
            "p" | "div" | "section" | "ul" | "ol" | "dl" | "blockquote" => {
                Some(Meaning::Break(|_| 2))
            }
            "li" | "dt" | "dd" => Some(Meaning::Item),
            "span" | "small" | "u" | "font" | "center" | "nobr" => Some(Meaning::Nothing),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some(Meaning::Span(Span {
                marker: "**",
                end: "**".to_owned(),
                is_heading: true,
            })),
            "b" | "strong" => span("**", "**".to_owned()),
            "i" | "em" => span("*", "*".to_owned()),
            "code" | "tt" | "kbd" => span("`", "`".to_owned()),
            "a" => match self.target() {
                Some(target) => span("[", format!("]({target})")),
                None => span("", String::new()),
            },
            // An element of somebody's own, unless it is a placeholder: then nothing closes it.
            name if name.contains('-') => span("", String::new()),
            _ => None,
        }
    }

    /// Whether it is closed not far from here, where `from` begins with it.
    fn is_closed_in(&self, from: &str) -> bool {
        let closes = |(at, _): (usize, &str)| {
            let name = from.as_bytes()[at..].get("</".len()..).unwrap_or_default();
            let (name, end) = name.split_at_checked(self.name.len()).unwrap_or_default();
            end.starts_with(b">") && name.eq_ignore_ascii_case(self.name.as_bytes())
        };
        let most = from.len().min(LONGEST_SPAN);
        let near = (0..=most).rev().find(|it| from.is_char_boundary(*it));
        let near = from[..near.unwrap_or_default()].match_indices("</");
        near.take(MOST_TAGS).any(closes)
    }

    /// Where a link leads.
    fn target(&self) -> Option<&str> {
        let value = self.attributes.split_once("href=")?.1;
        let quote = value.chars().next().filter(|it| "\"'".contains(*it))?;
        value[1..].split(quote).next()
    }
}

/// What a tag means for the text around it.
enum Meaning {
    Nothing,
    /// So many line breaks, from those that are there.
    Break(fn(usize) -> usize),
    /// A list's item.
    Item,
    /// Something about what stands between two tags.
    Span(Span),
}

/// What is written around what stands between two tags.
struct Span {
    marker: &'static str,
    end: String,
    /// Whether it stands alone.
    is_heading: bool,
}

/// Markdown that is being written.
#[derive(Default)]
struct Markdown {
    text: String,
    /// The spans that are open, by the names of their tags.
    open: Vec<(String, Span)>,
    /// Whether the next spaces say nothing.
    skips_space: bool,
    is_translated: bool,
}

impl Markdown {
    fn push(&mut self, text: &str) {
        let text = match self.skips_space {
            true => text.trim_start(),
            false => text,
        };
        self.skips_space &= text.is_empty();
        self.text.push_str(text);
    }

    /// Writes what a tag means, if it is known; `from` begins with it.
    fn translate(&mut self, tag: &Tag<'_>, from: &str) -> bool {
        match tag.meaning() {
            None => return false,
            Some(Meaning::Nothing) => self.is_translated = true,
            Some(Meaning::Break(wanted)) => self.line(wanted),
            Some(Meaning::Item) if tag.closes => {}
            Some(Meaning::Item) => {
                self.line(|known| known.max(1));
                self.text.push_str("- ");
            }
            Some(Meaning::Span(span)) if tag.closes => return self.close(&tag.name, &span),
            Some(Meaning::Span(_)) if !tag.is_closed_in(from) => return false,
            Some(Meaning::Span(span)) => self.begin(&tag.name, span),
        }
        true
    }

    fn begin(&mut self, name: &str, span: Span) {
        if span.is_heading {
            self.line(|_| 2);
        }
        self.is_translated = true;
        self.text.push_str(span.marker);
        self.skips_space = true;
        self.open.push((name.to_owned(), span));
    }

    /// Ends what was begun last, if it is this.
    fn close(&mut self, name: &str, closing: &Span) -> bool {
        let Some((_, begun)) = self.open.pop_if(|it| it.0 == name) else {
            return false;
        };
        let said = self.text.trim_end();
        let spaces = self.text[said.len()..].to_owned();
        self.text.truncate(said.len());
        match self.text.strip_suffix(begun.marker).map(str::len) {
            // Nothing stands in it.
            Some(len) if !begun.marker.is_empty() => self.text.truncate(len),
            _ => self.text.push_str(&begun.end),
        }
        self.text.push_str(&spaces);
        self.skips_space = false;
        if closing.is_heading {
            self.line(|_| 2);
        }
        true
    }

    /// Begins a line, or a paragraph: with so many line breaks, from those that are there.
    fn line(&mut self, wanted: fn(usize) -> usize) {
        self.is_translated = true;
        let end = self.text.trim_end_matches([' ', '\t']).len();
        self.text.truncate(end);
        let known = self.text.len() - self.text.trim_end_matches('\n').len();
        if !self.text.is_empty() && self.text.len() > known {
            // More than two are a paragraph, too.
            let more = wanted(known).min(2).saturating_sub(known);
            self.text.extend(std::iter::repeat_n('\n', more));
        }
        self.skips_space = true;
    }

    fn finish(mut self) -> String {
        while let Some((_, span)) = self.open.pop() {
            self.text.push_str(&span.end);
        }
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::translated;

    #[test]
    fn html_is_said_in_markdown() {
        let cases = [
            ("a <b> bold </b>b", "a **bold** b"),
            ("one<br>two<br/><br />three", "one\ntwo\n\nthree"),
            ("<p>One.</p><p>Two.</p>", "One.\n\nTwo.\n\n"),
            (
                "All:<ul>\n  <li>a</li>\n  <li> b </li></ul>End",
                "All:\n\n- a\n- b\n\nEnd",
            ),
            (
                "<a href=\"https://a.example/\">here</a>, <A href='x'>there</A>",
                "[here](https://a.example/), [there](x)",
            ),
            ("<code>a < b</code>", "`a < b`"),
            ("<h2>Title</h2>text", "**Title**\n\ntext"),
            ("<div class=\"x-a\"><x-a b=\"c\"></x-a></div> x", "x"),
            ("<i></i>x <span class=\"y\">z</span>", "x z"),
        ];
        for (html, markdown) in cases {
            assert_eq!(translated(html), markdown, "{html}");
        }
    }

    #[test]
    fn what_is_no_tag_stays() {
        for text in [
            "item_<i>, <token>, <my-token> and <b",
            "`<br>` and ``` <p> ```",
            "a < b > c",
            "</b> </a>",
            "<https://a.example>",
        ] {
            assert_eq!(translated(text), text);
        }
    }

    #[test]
    fn what_is_long_takes_no_longer() {
        for text in ["<b>", "<", "`", "<a href=", "<br>", "</b>"] {
            let long = text.repeat(100_000);
            assert!(translated(&long).len() <= long.len(), "{text}");
        }
    }
}
