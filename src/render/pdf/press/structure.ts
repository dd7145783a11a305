import type { Tag } from "./boxes.ts";
import { textString } from "./pdf-text.ts";
import type { Writer } from "./writer.ts";

/** An element of the structure while its document is drawn. */
export type Element = {
  readonly number: number;
  readonly tag: Tag;
  readonly parent: number;
  /** What is in it, as its list of kids is written. */
  kids: string;
  /** The page of its first content, by object number; 0 for none. */
  page: number;
  /** Where a figure stands: left, bottom, right, top. */
  bounds?: string;
};

/** The tree of what a document is made of, for those who hear it, search it or copy from it. */
export type Structure = {
  readonly document: Element;
  readonly element: (parent: Element, tag: Tag) => Element;
  /** The number of content within an element, on a page whose content belongs to `owners`. */
  readonly content: (element: Element, page: { readonly number: number; readonly owners: Element[] }) => number;
  /** Ties an annotation to its element. */
  readonly annotation: (element: Element, annotation: { readonly number: number; readonly page: number }) => void;
  /** Writes the tree and gives the number of its root. `owners` are the elements of each page's contents. */
  readonly write: (owners: readonly (readonly Element[])[], annotated: readonly Element[]) => number;
};

export const createStructure = (writer: Writer): Structure => {
  const root = writer.allot();
  const elements: Element[] = [];
  const add = (tag: Tag, parent: number): Element => {
    const element: Element = { number: writer.allot(), tag, parent, kids: "", page: 0 };
    elements.push(element);
    return element;
  };
  const document = add({ type: "Document" }, root);
  return {
    document,
    element: (parent, tag) => {
      const element = add(tag, parent.number);
      parent.kids += `${element.number} 0 R `;
      return element;
    },
    content: (element, { number, owners }) => {
      const content = owners.push(element) - 1;
      if (element.page === 0) element.page = number;
      const isHere = element.page === number;
      element.kids += isHere ? `${content} ` : `<</Type/MCR/Pg ${number} 0 R/MCID ${content}>>`;
      return content;
    },
    annotation: (element, { number, page }) => {
      element.kids += `<</Type/OBJR/Obj ${number} 0 R/Pg ${page} 0 R>>`;
    },
    write: (owners, annotated) => {
      for (const element of elements) writer.object(element.number, elementDictionary(element));
      const parents = writer.allot();
      const pages = owners.map((own, key) => `${key}[${own.map(({ number }) => `${number} 0 R`).join(" ")}]`);
      const links = annotated.map(({ number }, index) => `${owners.length + index} ${number} 0 R`);
      writer.object(parents, `<</Nums[${[...pages, ...links].join(" ")}]>>`);
      const next = owners.length + annotated.length;
      writer.object(
        root,
        `<</Type/StructTreeRoot/K ${document.number} 0 R/ParentTree ${parents} 0 R/ParentTreeNextKey ${next}>>`,
      );
      return root;
    },
  };
};

const elementDictionary = ({ tag, parent, page, kids, bounds }: Element): string => {
  const { type, lang, alt } = tag;
  const at = page === 0 ? "" : `/Pg ${page} 0 R`;
  const language = lang === undefined ? "" : `/Lang${textString(lang)}`;
  const instead = alt === undefined ? "" : `/Alt${textString(alt)}`;
  return `<</Type/StructElem/S/${type}/P ${parent} 0 R${at}${language}${instead}${attributesOf(tag, bounds)}/K[${kids}]>>`;
};

const attributesOf = ({ scope, columns }: Tag, bounds: string | undefined): string => {
  const ofTable = [
    ...(scope === undefined ? [] : [`/Scope/${scope}`]),
    ...(columns === undefined || columns === 1 ? [] : [`/ColSpan ${columns}`]),
  ].join("");
  if (bounds !== undefined) return `/A<</O/Layout/Placement/Block/BBox[${bounds}]>>`;
  return ofTable === "" ? "" : `/A<</O/Table${ofTable}>>`;
};
