import { wordsOf } from "./test/render/press/words.ts";
import { readFileSync } from "node:fs";
for (const f of ["/tmp/press.pdf","/tmp/ref.pdf"]) { const w=await wordsOf(readFileSync(f)); const by=Map.groupBy(w,x=>x.page);
 console.log([...by].slice(0,21).map(([p,l])=>{const b=l.filter(x=>x.y<752&&x.y>60&&x.x<60); return p+":"+b[0]?.y.toFixed(2)+"-"+b.at(-1)?.y.toFixed(2)+"("+b.length+")"}).join(" ")); }
