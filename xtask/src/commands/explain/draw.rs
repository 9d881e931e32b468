//! Graphs of types as text for Mermaid and Graphviz. Names are Rust's; labels may have any text.

use crate::cli::Language;
use codegen::diagnostics::printable;
use codegen::explain::Graph;
use std::fmt::Write as _;

/// The graph in a language.
pub(super) fn draw(graph: &Graph, language: Language) -> String {
    match language {
        Language::Mermaid => mermaid(graph),
        Language::Dot => dot(graph),
    }
}

fn mermaid(graph: &Graph) -> String {
    let mut text = String::from("flowchart LR\n");
    for (index, node) in graph.nodes.iter().enumerate() {
        let more = if node.is_cut { " …" } else { "" };
        let _ = writeln!(text, "  n{index}[\"{}{more}\"]", entities(&node.name));
        if node.is_center {
            let _ = writeln!(text, "  style n{index} stroke-width:3px");
        }
    }
    for it in &graph.arrows {
        let label = entities(&it.label);
        let _ = writeln!(text, "  n{} -->|\"{label}\"| n{}", it.from, it.to);
    }
    text
}

/// Text as Mermaid shows it in a quoted label: all that could end the label, or be taken for
/// Markdown or HTML, is an entity, which Mermaid writes with `#`.
///
/// `a"b` becomes `a#34;b`.
fn entities(text: &str) -> String {
    let mut safe = String::new();
    for c in printable(text).chars() {
        match c {
            ' ' | '_' | '-' | '.' => safe.push(c),
            _ if c.is_alphanumeric() => safe.push(c),
            _ => {
                let _ = write!(safe, "#{};", u32::from(c));
            }
        }
    }
    match safe.is_empty() {
        // An empty label is a syntax error.
        true => " ".to_owned(),
        false => safe,
    }
}

fn dot(graph: &Graph) -> String {
    let mut text = String::from("digraph {\n  rankdir=LR;\n  node [shape=box];\n");
    for (index, node) in graph.nodes.iter().enumerate() {
        let more = if node.is_cut { " …" } else { "" };
        let bold = if node.is_center { ", style=bold" } else { "" };
        let label = quoted(&format!("{}{more}", node.name));
        let _ = writeln!(text, "  n{index} [label={label}{bold}];");
    }
    for it in &graph.arrows {
        let label = quoted(&it.label);
        let _ = writeln!(text, "  n{} -> n{} [label={label}];", it.from, it.to);
    }
    text.push_str("}\n");
    text
}

/// A quoted string of Graphviz, where a backslash begins an escape.
fn quoted(text: &str) -> String {
    let text = printable(text).replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{text}\"")
}

#[cfg(test)]
mod tests {
    use super::*;
    use codegen::explain::{Arrow, Node};

    fn graph(label: &str) -> Graph {
        let node = |name: &str, is_center| Node {
            name: name.to_owned(),
            is_center,
            is_cut: !is_center,
        };
        Graph {
            nodes: vec![node("A", true), node("B", false)],
            arrows: vec![Arrow {
                from: 0,
                to: 1,
                label: label.to_owned(),
            }],
        }
    }

    #[test]
    fn mermaid_labels_hold_any_text() {
        let text = mermaid(&graph("a\"|]\n`<b>#end é_1"));
        let expected = "flowchart LR\n  n0[\"A\"]\n  style n0 stroke-width:3px\n  n1[\"B …\"]\n  \
            n0 -->|\"a#34;#124;#93;#92;u#123;a#125;#96;#60;b#62;#35;end é_1\"| n1\n";
        assert_eq!(text, expected);
        assert!(mermaid(&graph("")).contains("|\" \"|"));
    }

    #[test]
    fn dot_labels_hold_any_text() {
        let text = dot(&graph("a\"\\N\n}"));
        let expected = "digraph {\n  rankdir=LR;\n  node [shape=box];\n  \
            n0 [label=\"A\", style=bold];\n  n1 [label=\"B …\"];\n  \
            n0 -> n1 [label=\"a\\\"\\\\N\\\\u{a}}\"];\n}\n";
        assert_eq!(text, expected);
    }
}
