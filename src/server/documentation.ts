import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import type { FastifyInstance } from "fastify";
import type { ServerSettings } from "./settings.ts";

/** A style that Swagger UI writes into the page; the test in a browser tells when a new version writes another one. */
const OWN_STYLE = "'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='";

/** Its scripts, styles and pictures come from here only; it shows an example of an answer to whoever tries a route. */
const DOCUMENTATION_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' ${OWN_STYLE}`,
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** `/docs`: what there is, from the schemas that the routes themselves check by. Before all routes that it tells of. */
export const addDocumentation = async (
  app: FastifyInstance,
  { version, publicUrl }: Pick<ServerSettings, "version" | "publicUrl">,
): Promise<void> => {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "Billwright", version, description: "Signed links to issued documents, and what makes them." },
      servers: [{ url: publicUrl }],
      components: {
        securitySchemes: { key: { type: "http", scheme: "bearer", description: "billwright keys create" } },
      },
    },
  });
  await app.register(swaggerUi, {
    routePrefix: "/docs",
    staticCSP: DOCUMENTATION_POLICY,
    theme: { title: "Billwright API" },
  });
};
