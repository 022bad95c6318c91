import { PDFDocument, type PDFFont, type PDFPage, rgb, StandardFonts } from "@cantoo/pdf-lib";
import type { Invoice } from "../../books/shapes.ts";
import { factsOf, invoiceTitle, isStrong, linesOf, totalsOf } from "./invoice-words.ts";

const [WIDTH, HEIGHT] = [595, 842];
const MARGIN = 56;
const RIGHT = WIDTH - MARGIN;
const INK = rgb(0.11, 0.13, 0.19);
const QUIET = rgb(0.36, 0.39, 0.46);

/** An invoice on paper, A4, on as many sheets as it takes. */
export async function invoicePdf(invoice: Invoice): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const at = new Date(invoice.created * 1000);
  pdf.setTitle(invoiceTitle(invoice));
  pdf.setSubject(
    factsOf(invoice)
      .map((fact) => fact.join(": "))
      .join("; "),
  );
  pdf.setCreationDate(at);
  pdf.setModificationDate(at);
  const plain = await pdf.embedFont(StandardFonts.Helvetica);
  const bold = await pdf.embedFont(StandardFonts.HelveticaBold);
  const sheet = openSheet(() => pdf.addPage([WIDTH, HEIGHT]));

  sheet.write(invoiceTitle(invoice), { font: bold, size: 20 });
  sheet.down(34);
  for (const [name, words] of factsOf(invoice)) {
    sheet.write(name, { font: plain, color: QUIET });
    for (const part of wrapped(words, plain, RIGHT - MARGIN - 80)) {
      sheet.write(part, { font: plain, x: MARGIN + 80 });
      sheet.down(16);
    }
  }
  sheet.down(16);
  sheet.rule();
  for (const { words, when, amount } of linesOf(invoice)) {
    sheet.writeRight(amount, plain);
    for (const part of wrapped(words, plain, 360)) {
      sheet.write(part, { font: plain });
      sheet.down(14);
    }
    sheet.write(when, { font: plain, size: 9, color: QUIET });
    sheet.down(24);
  }
  sheet.rule();
  for (const [name, amount] of totalsOf(invoice)) {
    const font = isStrong(name) ? bold : plain;
    sheet.write(name, { font });
    sheet.writeRight(amount, font);
    sheet.down(18);
  }
  sheet.down(18);
  sheet.write("Made by a sandbox. No money moved.", { font: plain, size: 9, color: QUIET });
  return pdf.save({ useObjectStreams: false });
}

interface Look {
  font: PDFFont;
  size?: number;
  color?: ReturnType<typeof rgb>;
  x?: number;
}

/** Writes from the top down, and takes a new page where one is full. */
function openSheet(addPage: () => PDFPage) {
  let page = addPage();
  let y = HEIGHT - MARGIN - 20;
  return { write, writeRight, rule, down };

  function write(words: string, { font, size = 11, color = INK, x = MARGIN }: Look) {
    page.drawText(printable(words, font), { x, y, font, size, color });
  }

  function writeRight(words: string, font: PDFFont) {
    write(words, { font, x: RIGHT - font.widthOfTextAtSize(printable(words, font), 11) });
  }

  function rule() {
    page.drawLine({ start: { x: MARGIN, y }, end: { x: RIGHT, y }, thickness: 0.5, color: QUIET });
    down(24);
  }

  function down(by: number) {
    y -= by;
    if (y > MARGIN) return;
    page = addPage();
    y = HEIGHT - MARGIN - 20;
  }
}

function wrapped(words: string, font: PDFFont, width: number): string[] {
  const lines: string[] = [];
  for (const word of printable(words, font).split(" ")) {
    const longer = [lines.at(-1), word].filter(Boolean).join(" ");
    const fits = lines.length > 0 && font.widthOfTextAtSize(longer, 11) <= width;
    if (fits) lines.splice(-1, 1, longer);
    else lines.push(...brokenUp(word, font, width));
  }
  return lines;
}

/** A word that is longer than a line. */
function brokenUp(word: string, font: PDFFont, width: number): string[] {
  const parts: string[] = [""];
  for (const letter of word) {
    const longer = `${parts.at(-1)}${letter}`;
    if (font.widthOfTextAtSize(longer, 11) <= width) parts.splice(-1, 1, longer);
    else parts.push(letter);
  }
  return parts;
}

/** The fonts every reader of PDF has know Latin letters alone. The whole name is among the document's properties. */
function printable(words: string, font: PDFFont): string {
  const known = new Set(font.getCharacterSet());
  const has = (letter: string) => known.has(letter.codePointAt(0) ?? 0);
  return Array.from(words.normalize("NFC"), (letter) => {
    if (has(letter)) return letter;
    const bare = letter.normalize("NFD").charAt(0);
    return has(bare) ? bare : "?";
  }).join("");
}
