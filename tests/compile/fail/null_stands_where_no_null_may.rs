//! `delivery_id` is required and not nullable; `newsletter_id` is required and nullable.

fn main() {
    let _ = customerio::PersonCioSubscriptionPreferencesCommonNewsletter {
        content_id: None,
        customer_id: None,
        delivery_id: None,
        newsletter_id: None,
    };
}
