//! What is decoded: about 490 bytes for each of the eleven push events, one operation on a person
//! for each of the twelve actions, and an audience filter.

/// Where an event's `metric` stands, which tells what the event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    /// Before everything else.
    First,
    /// After `event_id` and `timestamp`, before `data`.
    Middle,
    /// After `data`.
    Last,
}

const CAMPAIGN: &str = r#""action_id":96,"journey_id":"01GW20GXAAXBKZD8J96M8FNV3R","campaign_id":5,"parent_action_id":1,"trigger_event_id":"21E4C3CT6YDC7Y4N7FE1GWWABC""#;
const BROADCAST: &str = r#""action_id":96,"journey_id":"01GW20GXAAXBKZD8J96M8FNV3R","trigger_id":1,"broadcast_id":2,"parent_action_id":1"#;
const NEWSLETTER: &str = r#""content_id":3,"newsletter_id":10"#;
const PERSON: &str = r#""customer_id":"0200102","delivery_id":"ZAIAAVTJVG0QcCok0-0ZKj6yiQ==","identifiers":{"id":"0200102","email":"test@example.com","cio_id":"d9c106000001"}"#;
const DEVICE: &str = r#""recipients":[{"device_id":"eeC2XC_NVPo:APA91bEYRSgmu-dAZcOWi7RzKBbT9gdY3WJACOpLQEMAmAOsChJMAZWirvSlSF3EuHxb7qdwlYeOyCWtbsnR14Vyx5nwBmg5J3SyPxfNn-ey1tNgXIj5UOq8IBk2VwzMApk-xzD4JJof"}]"#;
const FAILED_DEVICE: &str = r#""recipients":[{"device_id":"eeC2XC_NVPo:APA91bEYRSgmu-dAZcOWi7RzKBbT9gdY3WJACOpLQEMAmAOsChJMAZWirvSlSF3EuHxb7qdwlYeOyCWtbsnR14Vyx5nwBmg5J3SyPxfNn-ey1","device_platform":"android","failure_message":"NotRegistered"}]"#;
const FAILURE: &str = r#""failure_message":"could not find a device: the person has none, or all of theirs were removed""#;
const LINK: &str = r#""href":"https://www.example.com/offers?id=9","link_id":1"#;
// Without escapes: they would cost every style the scratch buffer of serde_json.
const CONTENT: &str =
    r#""content":"Your order is on its way: it arrives on Monday between 8 and 12.""#;

/// One event of each metric, in turn from a campaign, a broadcast and a newsletter.
pub fn push_events(tag: Tag) -> Vec<String> {
    [
        ("drafted", CAMPAIGN, vec![]),
        ("attempted", BROADCAST, vec![FAILURE]),
        ("delivered", CAMPAIGN, vec![DEVICE]),
        ("sent", NEWSLETTER, vec![CONTENT, DEVICE]),
        ("opened", BROADCAST, vec![]),
        ("clicked", CAMPAIGN, vec![LINK, DEVICE]),
        ("converted", BROADCAST, vec![DEVICE]),
        ("bounced", NEWSLETTER, vec![FAILED_DEVICE]),
        ("dropped", BROADCAST, vec![FAILED_DEVICE]),
        ("failed", CAMPAIGN, vec![FAILURE]),
        ("undeliverable", NEWSLETTER, vec![FAILURE]),
    ]
    .into_iter()
    .map(|(metric, source, rest)| {
        let metric = format!(r#""metric":"{metric}""#);
        let data = [&[PERSON, source], rest.as_slice()].concat().join(",");
        let data = format!(r#""data":{{{data}}}"#);
        let id = r#""event_id":"01E4C4CT6YDC7Y5M7FE1GWWPQJ""#;
        let rest = r#""object_type":"push","timestamp":1613063089"#;
        let members = match tag {
            Tag::First => [metric.as_str(), id, rest, &data],
            Tag::Middle => [id, rest, &metric, &data],
            Tag::Last => [&data, id, rest, &metric],
        };
        format!("{{{}}}", members.join(","))
    })
    .collect()
}

/// One operation for each action.
pub fn person_operations() -> Vec<String> {
    const RELATIONSHIPS: &str = r#""cio_relationships":[{"identifiers":{"object_type_id":"1","object_id":"acme"},"relationship_attributes":{"role":"admin","date_created":1702480414}}]"#;
    let operation = |action: &str, rest: &str| {
        format!(
            r#"{{"type":"person","identifiers":{{"email":"test@example.com"}},"action":"{action}"{rest}}}"#
        )
    };
    let related = format!(",{RELATIONSHIPS}");
    let identify = format!(
        r#","attributes":{{"first_name":"Ada","plan":"premium","seats":12,"cio_subscription_preferences":{{"topics":{{"topic_1":true,"topic_2":false}}}}}},{RELATIONSHIPS}"#
    );
    vec![
        operation("identify", &identify),
        operation("delete", ""),
        operation(
            "event",
            r#","id":"01BX5ZZKBKACTAV9WEVGEMMVRY","name":"purchased","timestamp":1613063089,"attributes":{"recipient":"test@example.com","from_address":"shop@example.com","price":23.45,"product":"socks"}"#,
        ),
        operation(
            "screen",
            r#","id":"01BX5ZZKBKACTAV9WEVGEMMVRY","name":"cart","timestamp":1613063089,"attributes":{"items":3}"#,
        ),
        operation(
            "page",
            r#","id":"01BX5ZZKBKACTAV9WEVGEMMVRY","name":"https://www.example.com/cart","timestamp":1613063089,"attributes":{"referrer":"https://www.example.com"}"#,
        ),
        operation("add_relationships", &related),
        operation("delete_relationships", &related),
        operation(
            "add_device",
            r#","device":{"token":"eeC2XC_NVPo:APA91bEYRSgmu","platform":"android","last_used":1613063089,"attributes":{"device_os":"11","device_model":"pixel","push_enabled":"true","app_version":"1.2.3","store":"play"}}"#,
        ),
        operation("delete_device", r#","device":{"token":"eeC2XC_NVPo:APA91bEYRSgmu"}"#),
        r#"{"type":"person","action":"merge","primary":{"email":"test@example.com"},"secondary":{"id":"0200102"}}"#.to_owned(),
        operation("suppress", ""),
        operation("unsuppress", ""),
    ]
}

/// Filters of an audience, one of them with each kind of condition.
pub fn audience_filters() -> Vec<String> {
    vec![
        r#"{"or":[{"and":[{"segment":{"id":4}},{"attribute":{"field":"plan","operator":"eq","value":"premium"}},{"segment":{"id":6}}]},{"not":{"attribute":{"field":"unsubscribed","operator":"eq","value":"true"}}},{"segment":{"id":5}},{"attribute":{"field":"first_name","operator":"exists"}},{"not":{"and":[{"segment":{"id":7}},{"segment":{"id":8}}]}}]}"#.to_owned(),
        r#"{"or":[{"segment":{"id":4}},{"not":{"or":[{"segment":{"id":9}},{"attribute":{"field":"country","operator":"eq","value":"DE"}}]}}]}"#.to_owned(),
    ]
}
