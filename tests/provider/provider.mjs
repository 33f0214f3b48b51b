// An OpenID Connect provider on loopback. Usage: node provider.mjs CLIENT SECRET REDIRECT_URI; it
// says its address and lives until it is stopped.
// Who signs in types an email address as login; one that begins with "unverified" is not verified, one that begins with "single"
// signed in without a second step.
import { createServer } from "node:http";
import Provider from "oidc-provider";

const [client, secret, redirect] = process.argv.slice(2);
const server = createServer((request, response) => handler(request, response));
let handler = (_, response) => response.end();

server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{
        client_id: client,
        client_secret: secret,
        redirect_uris: [redirect],
        response_types: ["code"],
        grant_types: ["authorization_code"],
    }],
    pkce: { required: () => true, methods: ["S256"] },
    claims: { openid: ["sub", "amr"], email: ["email", "email_verified"] },
    cookies: { keys: ["only for tests"] },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, email: id, email_verified: !id.startsWith("unverified") }) }),
  });
  Object.defineProperty(provider.Session.prototype, "amr", {
    get() { return this.accountId?.startsWith("single") ? ["pwd"] : ["pwd", "mfa"]; },
    set() {},
  });
  handler = provider.callback();
  console.log(issuer);
});
