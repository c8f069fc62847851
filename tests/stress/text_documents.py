"""Documents to stress the build with, the text's half: name → the files of the document's folder."""

from tests.stress import heading_documents, letter_documents, note_documents, script_documents, word_documents

DOCUMENTS = {
    **note_documents.DOCUMENTS,
    **heading_documents.DOCUMENTS,
    **script_documents.DOCUMENTS,
    **letter_documents.DOCUMENTS,
    **word_documents.DOCUMENTS,
}
