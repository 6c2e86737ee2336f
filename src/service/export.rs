//! Export: the register as documents, lossless and the same bytes each time.

use std::path::Path;

use domain::{message::Message, permission::Action};

use super::{
    ctx::{Ctx, When},
    refusal::{Refusal, write_file},
    situation,
};

/// Writes one file per list into `folder`, and says which. A folder that holds other files is refused; lists of an
/// earlier export that have no rows any more are removed.
pub(crate) async fn export(ctx: &Ctx, folder: &Path) -> Result<Vec<String>, Refusal> {
    let permit = ctx.may(Action::InventoryExport)?;
    let as_of = ctx.as_of(When::Now);
    let read = ctx.store.read(&permit).await?;
    let mut inventory = read.inventory(store::AsOf::known_then(as_of.day, as_of.instant)).await?;
    let staff = read.last_hr().await?.map(|it| it.1);
    situation::hide(&mut inventory, staff.as_deref().unwrap_or_default());
    let files = schema::inventory::emit(&inventory);
    let wrong = |source| Refusal::File { path: folder.to_owned(), source };
    std::fs::create_dir_all(folder).map_err(wrong)?;
    let mut earlier = vec![];
    for entry in std::fs::read_dir(folder).map_err(wrong)? {
        let name = entry.map_err(wrong)?.file_name().to_string_lossy().into_owned();
        let ours = name
            .strip_suffix(".yaml")
            .is_some_and(|it| it == "organisation" || it.parse::<domain::inventory::List>().is_ok());
        if !ours {
            let message = Message::new("export-folder-not-empty")
                .with("path", folder.display().to_string())
                .with("name", name);
            return Err(Refusal::told(message));
        }
        earlier.push(name);
    }
    for (name, text) in &files {
        write_file(&folder.join(name), text.as_bytes())?;
    }
    for name in earlier.iter().filter(|name| files.iter().all(|it| it.0 != **name)) {
        let path = folder.join(name);
        std::fs::remove_file(&path).map_err(|source| Refusal::File { path, source })?;
    }
    Ok(files.into_iter().map(|it| it.0).collect())
}
