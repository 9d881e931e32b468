//! Asks for every conversion of an order, as a user would.

use shop::{Order, Violations};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let full = r#"{
        "id": "67e55044-10b1-426f-9247-bb680e5fe0c8",
        "created-at": "2026-01-02T03:04:05+01:00",
        "paid_at": null,
        "due": "2026-02-03",
        "closed": "2026-01-02T03:04:05Z",
        "shipped": "2026-01-02T03:04:06Z",
        "returned": "2026-01-02T03:04:07Z",
        "seen": 1767323045,
        "type": 0,
        "stamp": 4294967295,
        "beyond": 18446744073709551615,
        "grace": "P3DT12H",
        "page": "https://example.org/a%20b"
    }"#;
    let mut order: Order = shop::decode_str(full)?;
    println!("id: {}", order.id_as_uuid()?);
    println!("created: {}", order.created_at_as_jiff()?);
    println!("created: {}", order.created_at_as_chrono()?);
    println!("paid: {:?}", order.paid_at_as_jiff()?);
    println!(
        "due: {:?} {:?}",
        order.due_as_jiff()?,
        order.due_as_chrono()?
    );
    println!("closed: {:?}", order.closed_as_jiff()?);
    println!("shipped: {}", order.shipped_as_chrono()?);
    println!("shipped: {}", order.shipped.as_jiff()?);
    println!("returned: {:?}", order.returned_as_jiff()?);
    println!(
        "seen: {} {}",
        order.seen_as_jiff()?,
        order.seen_as_chrono()?
    );
    println!("type: {:?}", order.type_as_jiff()?);
    println!("stamp: {:?}", order.stamp_as_jiff()?);
    println!(
        "grace: {:?}",
        order.grace_as_jiff()?.map(|it| it.to_string())
    );
    println!("page: {:?}", order.page_as_url()?.map(|it| it.to_string()));
    println!("default: {:?}", order.default_as_chrono()?);
    order.due = None;
    println!("due: {:?}", order.due_as_jiff()?);

    let say = |error: Violations| error.iter().for_each(|it| println!("error: {it}"));
    order.beyond_as_jiff().map(drop).unwrap_or_else(say);
    order.beyond_as_chrono().map(drop).unwrap_or_else(say);
    order.created_at = "yesterday".to_owned();
    order.created_at_as_chrono().map(drop).unwrap_or_else(say);
    Ok(())
}
