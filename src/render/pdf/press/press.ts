import type { DocumentView } from "../../../present/document-view.ts";
import type { RenderAssets, Renderer } from "../../renderer.ts";
import { missingGlyphs } from "../coverage.ts";
import { overlongFrame } from "../frame.ts";
import { openFonts, remember, type Fonts } from "../fonts.ts";
import { readTheme, WEIGHTS, type Theme } from "../theme.ts";
import { unsafeLinks } from "../view-texts.ts";
import { createComposer } from "./compose.ts";
import { openFaces, writeCommon, writeRest, type Cut, type Faces } from "./faces.ts";
import { createGauge } from "./gauge.ts";
import type { Usage } from "./ink.ts";
import { layout } from "./layout.ts";
import { createLooks, inksOf } from "./looks.ts";
import { pdfDate, textString } from "./pdf-text.ts";
import { createSheet } from "./sheet.ts";
import { srgbProfile } from "./srgb-profile.ts";
import { createWriter, type Beginning, type Writer } from "./writer.ts";
import { xmpPacket } from "./xmp.ts";

/**
 * PDF by our own engine: the pages of the reference engine (docs/layout.md), tagged, as PDF/A-3a and PDF/UA-1. The same
 * view gives the same bytes. Refused is what the reference engine refuses.
 */
export const createPressRenderer = (assets: RenderAssets): Renderer => {
  const theme = readTheme(assets.template("theme.json"));
  const fonts = openFonts(assets.font);
  const open = once(() => openPress({ assets, theme, fonts }));
  return {
    refusals: (view) => [
      ...missingGlyphs(view, fonts),
      ...overlongFrame(view, createGauge(theme, fonts, view.locale)),
      ...unsafeLinks(view),
    ],
    draw: async (view) => open()(view),
  };
};

type Source = { readonly assets: RenderAssets; readonly theme: Theme; readonly fonts: Fonts };

/** What every file begins with is made once: the common parts of the fonts, and the profile of the colours. */
const openPress = ({ assets, theme, fonts }: Source): ((view: DocumentView) => Uint8Array) => {
  const faces = openFaces(assets.font);
  const looks = createLooks(theme, fonts, faces);
  const inks = inksOf(theme);
  const composerFor = remember((locale: string) => createComposer({ theme, fonts, looks, inks, locale }));
  const common = beginning(assets, faces);
  return (view) => {
    const writer = createWriter({ deflate: assets.deflate, beginning: common.bytes });
    const sheet = createSheet(writer, { paper: theme.paper[view.paper], underline: theme.rule.hair });
    layout(view, sheet, composerFor(view.locale));
    const resources = writer.allot();
    const { pages, structure } = sheet.write(resources);
    writer.object(resources, `<</Font<<${fontNames(writer, sheet.usage, common.fonts)}>>>>`);
    const root = catalog(writer, view, { pages, structure, profile: common.profile });
    return writer.finish({ root, info: information(writer, view), digest: assets.digest });
  };
};

type Common = {
  readonly bytes: Beginning;
  readonly fonts: ReadonlyMap<Cut, number>;
  readonly profile: number;
};

const beginning = ({ deflate }: RenderAssets, faces: Faces): Common => {
  const writer = createWriter({ deflate });
  const profile = writer.allot();
  writer.stream(profile, "/N 3", srgbProfile());
  const cuts = WEIGHTS.map((weight) => faces("plex", weight));
  const fonts = new Map(cuts.map((cut) => [cut, writeCommon(writer, cut)]));
  return { bytes: writer.seal(), fonts, profile };
};

/** The fonts of a document under their names; the rest of each is written here. */
const fontNames = (writer: Writer, usage: Usage, common: Common["fonts"]): string =>
  [...usage]
    .flatMap(([cut, { isCommonShown, rest }]) => [
      ...(isCommonShown ? [`/${cut.common} ${common.get(cut)} 0 R`] : []),
      ...(rest.size > 0 ? [`/${cut.rest} ${writeRest(writer, cut, [...rest.values()])} 0 R`] : []),
    ])
    .join("");

const PRODUCER = "Billwright";

type Parts = { readonly pages: number; readonly structure: number; readonly profile: number };

const catalog = (writer: Writer, { locale, meta }: DocumentView, { pages, structure, profile }: Parts): number => {
  const metadata = writer.allot();
  writer.raw(metadata, "/Type/Metadata/Subtype/XML", Buffer.from(xmpPacket(meta, PRODUCER)));
  const root = writer.allot();
  const intent = `<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)/DestOutputProfile ${profile} 0 R>>`;
  writer.object(
    root,
    `<</Type/Catalog/Pages ${pages} 0 R/Lang${textString(locale)}/MarkInfo<</Marked true>>/StructTreeRoot ${structure} 0 R/Metadata ${metadata} 0 R/ViewerPreferences<</DisplayDocTitle true>>/OutputIntents[${intent}]>>`,
  );
  return root;
};

const information = (writer: Writer, { meta }: DocumentView): number => {
  const info = writer.allot();
  const date = pdfDate(meta.date);
  writer.object(
    info,
    `<</Title${textString(meta.title)}/Author${textString(meta.author)}/Subject${textString(meta.subject)}/Producer(${PRODUCER})/CreationDate${date}/ModDate${date}>>`,
  );
  return info;
};

const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
};
