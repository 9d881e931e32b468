//! What is around a type.

use super::*;

#[test]
fn a_graph_has_who_holds_a_type_and_what_it_holds() {
    let chain = "
        top: {type: object, properties: {mids: {type: array, items: {$ref: '#/components/schemas/mid'}}}},
        mid: {type: object, properties: {low: {$ref: '#/components/schemas/low'}}},
        low: {type: object, properties: {deep: {$ref: '#/components/schemas/deep'}}},
        deep: {type: object, properties: {x: {type: string}}},
        side: {type: object, properties: {low: {$ref: '#/components/schemas/low'}}}";
    explained(chain, None, |it| {
        let graph = it.graph(find(it, "mid"), 1);
        let names: Vec<&str> = graph.nodes.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["Low", "Mid", "Top"]);
        let arrows = graph
            .arrows
            .iter()
            .map(|it| (names[it.from], names[it.to], it.label.as_str()));
        let expected = [("Mid", "Low", "low"), ("Top", "Mid", "mids")];
        assert_eq!(arrows.collect::<Vec<_>>(), expected);
        let cut: Vec<bool> = graph.nodes.iter().map(|it| it.is_cut).collect();
        assert_eq!(cut, [true, false, false]);
        assert_eq!(it.graph(find(it, "mid"), 2).nodes.len(), 4);
        assert_eq!(it.graph(find(it, "mid"), 0).nodes.len(), 1);
    });
}
