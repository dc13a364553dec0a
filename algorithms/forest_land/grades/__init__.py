"""Protection grades of forest land (林地保护等级): computed by the rules of a pack, compared with the recorded ones."""
