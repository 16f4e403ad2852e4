#!/bin/sh
# Makes the files that programs made, from their sources: typst, LibreOffice and qpdf have to be there.
set -eu
cd "$(dirname "$0")"
for source in *.typ; do typst compile "$source" "../${source%.typ}.pdf"; done
soffice --headless --writer --convert-to docx:'MS Word 2007 XML' --outdir .. libreoffice.html
soffice --headless --convert-to pdf --outdir .. ../libreoffice.docx
qpdf --encrypt secret owner 256 -- ../one-column.pdf ../encrypted.pdf
