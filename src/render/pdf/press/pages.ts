import { invariant } from "../../../kernel/result.ts";
import { newPen, type Pen } from "./ink.ts";
import { points, textString } from "./pdf-text.ts";
import type { Element, Structure } from "./structure.ts";
import type { Writer } from "./writer.ts";

export type PaperSize = { readonly width: number; readonly height: number };

/** A page while it is drawn: its operators, the elements of its contents, and the places to click. */
export type Page = {
  readonly number: number;
  readonly content: string[];
  readonly owners: Element[];
  readonly annotations: number[];
  readonly pen: Pen;
};

/** The pages of a document as objects of its file. They count from 0. */
export type Pages = {
  readonly count: () => number;
  readonly add: () => void;
  readonly at: (index: number) => Page;
  readonly put: (index: number, ink: string) => void;
  /** A place to click; `corners` are those of a PDF's rectangle. */
  readonly link: (
    element: Element,
    place: { readonly page: number; readonly corners: string; readonly href: string },
  ) => void;
  /** Writes the pages and the structure of their contents. `resources` is the object with the fonts. */
  readonly write: (resources: number) => { readonly pages: number; readonly structure: number };
};

type Annotation = { readonly number: number; readonly element: Element; readonly dictionary: string };

export const createPages = (writer: Writer, paper: PaperSize, structure: Structure): Pages => {
  const pages: Page[] = [];
  const links: Annotation[] = [];
  const at = (index: number): Page => {
    const page = pages[index];
    invariant(page !== undefined, "a page is there before it is drawn on");
    return page;
  };
  return {
    at,
    count: () => pages.length,
    add: () => void pages.push({ number: writer.allot(), content: [], owners: [], annotations: [], pen: newPen() }),
    put: (index, ink) => void at(index).content.push(ink),
    link: (element, { page: index, corners, href }) => {
      const page = at(index);
      const number = writer.allot();
      const action = `/A<</S/URI/URI${textString(href)}>>`;
      const dictionary = `/Type/Annot/Subtype/Link/Rect[${corners}]/Border[0 0 0]/F ${PRINTED}/P ${page.number} 0 R/Contents${textString(href)}${action}`;
      structure.annotation(element, { number, page: page.number });
      page.annotations.push(number);
      links.push({ number, element, dictionary });
    },
    write: (resources) => {
      const tree = writePages({ writer, pages, paper, resources });
      links.forEach(({ number, dictionary }, index) =>
        writer.object(number, `<<${dictionary}/StructParent ${pages.length + index}>>`),
      );
      const owners = pages.map((page) => page.owners);
      const annotated = links.map(({ element }) => element);
      return { pages: tree, structure: structure.write(owners, annotated) };
    },
  };
};

/** The flag of an annotation that is on paper too. */
const PRINTED = 4;

type Written = {
  readonly writer: Writer;
  readonly pages: readonly Page[];
  readonly paper: PaperSize;
  readonly resources: number;
};

const writePages = ({ writer, pages, paper, resources }: Written): number => {
  const tree = writer.allot();
  const size = `${points(paper.width)} ${points(paper.height)}`;
  pages.forEach(({ number, content, annotations }, index) => {
    const contents = writer.allot();
    const clickable = annotations.length === 0 ? "" : `/Annots[${annotations.map((one) => `${one} 0 R`).join(" ")}]`;
    writer.stream(contents, "", content.join(""));
    writer.object(
      number,
      `<</Type/Page/Parent ${tree} 0 R/MediaBox[0 0 ${size}]/Resources ${resources} 0 R/Contents ${contents} 0 R/StructParents ${index}/Tabs/S${clickable}>>`,
    );
  });
  const kids = pages.map(({ number }) => `${number} 0 R`).join(" ");
  writer.object(tree, `<</Type/Pages/Count ${pages.length}/Kids[${kids}]>>`);
  return tree;
};
