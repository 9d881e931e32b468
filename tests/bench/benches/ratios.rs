//! All styles in turn, many times over, and the ratios of their medians: figures of one run can be
//! compared even where the machine is busy. `cargo bench -p bench --bench ratios`

use bench::styles::{BY_HAND, GENERATED, Group, groups};
use bench::turns::{medians, print};

fn main() {
    for group in groups() {
        let (title, payloads) = (group.title, group.payloads.len());
        let bytes = group.payloads.iter().map(String::len).sum::<usize>() / payloads;
        println!("\ndecode: {title} ({payloads} payloads of {bytes} bytes on average)\n");
        let names: Vec<&str> = group.readers.iter().map(|it| it.0).collect();
        let mut turns: Vec<Box<dyn FnMut()>> = readers(&group);
        print(&names, &medians(&mut turns), payloads, BY_HAND);
        if !group.writers.is_empty() {
            println!("\nencode: {title}\n");
            let names: Vec<&str> = group.writers.iter().map(|it| it.0).collect();
            let mut turns: Vec<Box<dyn FnMut()>> = writers(&group);
            print(&names, &medians(&mut turns), payloads, GENERATED);
        }
    }
}

fn readers(group: &Group) -> Vec<Box<dyn FnMut()>> {
    let readers = group.readers.iter();
    readers
        .map(|(_, read)| -> Box<dyn FnMut()> {
            let (read, payloads) = (*read, group.payloads.clone());
            Box::new(move || payloads.iter().for_each(|it| read(it.as_bytes())))
        })
        .collect()
}

fn writers(group: &Group) -> Vec<Box<dyn FnMut()>> {
    let writers = group.writers.iter();
    writers
        .map(|(_, writer)| -> Box<dyn FnMut()> {
            let writes: Vec<Box<dyn Fn()>> = group
                .payloads
                .iter()
                .map(|it| writer(it.as_bytes()))
                .collect();
            Box::new(move || writes.iter().for_each(|write| write()))
        })
        .collect()
}
