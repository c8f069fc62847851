"""Documents that are hard to lay out: long ones, tables, lists, pictures, pages on their side."""

from functools import partial

from tests.stress import block_documents, long_documents, table_documents, tree_documents
from tests.stress.annex_folder import annex, report

DOCUMENTS = {
    "three-hundred-pages": long_documents.three_hundred_pages,
    "one-page": long_documents.one_page,
    "one-table": long_documents.one_table,
    "one-list": long_documents.one_list,
    "one-heading": long_documents.one_heading,
    "one-picture": partial(long_documents.one_picture, block_documents.picture()),
    "long-table": table_documents.long_table,
    "wide-and-narrow-tables": table_documents.wide_and_narrow,
    "tables-with-gaps": table_documents.gaps,
    "merged-plan": table_documents.plan,
    "nested-lists": block_documents.nested_lists,
    "deep-headings": block_documents.deep_headings,
    "every-role": block_documents.every_role,
    "pictures": block_documents.pictures,
    "charts": block_documents.charts,
    "long-title-of-annex": partial(block_documents.long_title, annex),
    "long-title-of-report": partial(block_documents.long_title, report, block_documents.SHORTER_TITLE),
}

DOCUMENTS |= {
    "merged-cells": partial(annex, "# Sammanslagna celler\n", title="Sammanslagna celler"),
    "pictures-in-cells": partial(annex, "# Bilder i celler\n", title="Bilder i celler"),
    "turning-pages": tree_documents.turning,
    "full-header": tree_documents.full_header,
}

#: Name of a document → what makes its tree of the one that its files give.
TREES = {
    "merged-cells": tree_documents.merged_cells,
    "pictures-in-cells": tree_documents.pictures_in_cells,
    "turning-pages": tree_documents.in_sections,
}
