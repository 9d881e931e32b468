//! Nasty descriptions, and what becomes of them.

use super::*;

fn check(markdown: &str, expected: &[&str]) {
    assert_eq!(lines(markdown), expected, "{markdown:?}");
}

#[test]
fn every_line_break_ends_a_line() {
    check(
        "a\r\nb\rc\u{2028}d\u{2029}e\u{85}f\u{b}g\u{c}h",
        &["a", "b", "c", "d", "e", "f", "g", "h"],
    );
    check("x\rpub fn pwn(){}", &["x", "pub fn pwn(){}"]);
}

#[test]
fn blank_lines_are_single_and_inside() {
    check("\n \na  \n\n\t\n\nb\n\n", &["a", "", "b"]);
    check("", &[]);
    check("\0\n\u{feff}", &[]);
}

#[test]
fn unprintable_characters_vanish() {
    check(
        "a\0\u{1b}\u{202e}\u{2066}\u{2069}\u{200e}\u{200f}\u{61c}\u{feff}b",
        &["ab"],
    );
}

#[test]
fn fenced_code_is_text() {
    check(
        "```rust\n  f();\n```\nb",
        &["```text", "  f();", "```", "b"],
    );
    check("~~~\na\n```\nb", &["````text", "a", "```", "b", "````"]);
    check(
        "   ```\n   a\n     b\n   ```",
        &["```text", "a", "  b", "```"],
    );
}

#[test]
fn fences_in_containers_end_with_them() {
    check("> ```\n> a\n>   b\nc", &["```text", "a", "  b", "```", "c"]);
    check("- ```\n  a\n  ```\n- b", &["```text", "a", "```", "- b"]);
}

#[test]
fn indented_text_is_no_code() {
    check("a\n\n    b\n\tc", &["a", "", "b", "c"]);
    check("-     a\n1.\tb\n>     c", &["- a", "1. b", "> c"]);
    check(
        "- a\n  - b\n      - c\n\n      d",
        &["- a", "  - b", "   - c", "", "   d"],
    );
}

#[test]
fn html_is_text() {
    check(
        "<script>a</script> `<b>` \\<c>",
        &[r"\<script>a\</script> `<b>` \<c>"],
    );
    check("<[script](x)>", &[r"\<script>"]);
}

#[test]
fn lone_backticks_are_escaped() {
    check("a ` b `` c", &[r"a \` b \`\` c"]);
    check("``a`b``", &["``a`b``"]);
}

#[test]
fn only_web_and_mail_links_stay() {
    check(
        "[a](https://a.b/c) [d](mailto:d@e.f)",
        &["[a](https://a.b/c) [d](mailto:d@e.f)"],
    );
    check("[a](javascript:alert(1)) [b](data:x) [c](#c)", &["a b c"]);
    check(
        "[a](https://a.b \"t\") ![i](https://i.j)",
        &["[a](https://a.b) [i](https://i.j)"],
    );
    check("[![i](https://i.j)](https://a.b)", &["[i](https://a.b)"]);
    check("[](https://a.b)", &["<https://a.b>"]);
}

#[test]
fn text_of_a_dropped_link_starts_no_block() {
    check("[~~~](x)", &[r"\~~~"]);
    check("[-     a](x)", &["- a"]);
    check("[    a](x)", &["a"]);
}

#[test]
fn brackets_and_definitions_are_text() {
    check("[Foo] and [a][b]", &[r"\[Foo] and \[a]\[b]"]);
    check("[x]: https://a.b", &[r"\[x]: <https://a.b>"]);
}

#[test]
fn bare_urls_are_linked_once() {
    check(
        "See https://a.b/c_d. (http://e.f)",
        &["See <https://a.b/c_d>. (<http://e.f>)"],
    );
    check(
        "<https://a.b> `https://a.b`",
        &["<https://a.b> `https://a.b`"],
    );
    check("\\https://a.b https://", &[r"\\<https://a.b> https://"]);
}

#[test]
fn pipes_in_code_end_no_cell() {
    check(
        "|`a|<b>`|\n|---|\n|`c\\|d`|",
        &["|`a\\|<b>`|", "|---|", "|`c\\|d`|"],
    );
    check("`a|b`", &["`a|b`"]);
}

#[test]
fn long_text_is_cut_and_closed() {
    let long = lines(&"a\n".repeat(5_000_000));
    assert_eq!((long.len(), long[200].as_str()), (201, "…"));
    let long = lines(&format!("```\n{}", "a\n".repeat(300)));
    assert_eq!(long[long.len() - 2..], ["```", "…"]);
    let long = lines(&format!("`{}`", "é".repeat(5_000_000)));
    assert_eq!(long, [format!("\\`{}…", "é".repeat(1_999))]);
}

#[test]
fn sentences_are_one_line_that_starts_no_block() {
    assert_eq!(sentence(" # All\n  of <T> "), r"\# All of \<T>");
    assert_eq!(sentence("1. a"), r"1\. a");
    assert_eq!(sentence("```json\n{}\n```"), "```json {} ```");
    assert_eq!(sentence("a\\"), r"a\\");
    assert_eq!(
        sentence(&"a ".repeat(5_000_000)),
        format!("{}…", "a ".repeat(1_000))
    );
}

#[test]
fn code_shows_every_character() {
    assert_eq!(code("a\r\n\u{202e}\0"), r"`a\r\n\u{202e}\u{0}`");
    assert_eq!(code("a`b``c"), "```a`b``c```");
    assert_eq!(code("`a"), "`` `a ``");
    assert_eq!(code(" a "), "`  a  `");
    assert_eq!(code(""), "`\"\"`");
    assert_eq!(code(&"a".repeat(121)), format!("`{}…`", "a".repeat(120)));
}

#[test]
fn a_pattern_of_urls_is_no_link() {
    assert_eq!(
        lines("Get https://a.example/bot<token>/x, or https://b.example."),
        [r"Get https:\//a.example/bot\<token>/x, or <https://b.example>."]
    );
}

#[test]
fn html_becomes_markdown() {
    assert_eq!(
        lines("One of<br><br><ul><li><b>a</b></li><li><code>b</code></li></ul>"),
        ["One of", "", "- **a**", "- `b`"]
    );
}
