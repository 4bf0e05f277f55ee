// A real OpenID provider for the tests: node leverandor.mjs '<json>' with the port, the client, where it may be
// sent back, and the persons. Answers may be spoiled by POST /proev/{hel,gammel,forfalsket,annen} before a login;
// «gammel» gives the token of the last login again.
import Provider from "oidc-provider";

const valg = JSON.parse(process.argv[2]);
const utsteder = `http://127.0.0.1:${valg.port}`;
const leverandor = new Provider(utsteder, {
  clients: [
    { client_id: valg.klient, client_secret: valg.nokkel, redirect_uris: valg.tilbake },
    { client_id: "annen", client_secret: valg.nokkel, redirect_uris: valg.tilbake },
  ],
  claims: { openid: ["sub", "ansattnr"], email: ["email", "email_verified"], profile: ["name", "preferred_username", "given_name", "family_name"] },
  pkce: { required: () => true },
  cookies: { keys: ["en nokkel for tester"] },
  findAccount: (_, id) => id in valg.personer && { accountId: id, claims: () => ({ sub: id, ...valg.personer[id] }) },
});

let proev = "hel";
let siste, gammel;
leverandor.use(async (ctx, next) => {
  if (ctx.path.startsWith("/proev/")) {
    proev = ctx.path.split("/")[2];
    if (proev === "gammel") gammel = siste;
    ctx.body = proev;
    return;
  }
  await next();
  if (ctx.path !== "/token" || !ctx.body?.id_token) return;
  const ekte = ctx.body.id_token;
  if (proev === "gammel") ctx.body.id_token = gammel;
  if (proev === "forfalsket") ctx.body.id_token = forfalsk(ekte);
  if (proev === "annen") ctx.body.id_token = await forAnnen(ekte);
  siste = ekte;
});

const les = (del) => JSON.parse(Buffer.from(del, "base64url"));
const forfalsk = (token) => {
  const [hode, krav, signatur] = token.split(".");
  return [hode, Buffer.from(JSON.stringify({ ...les(krav), ansattnr: valg.personer["u-ola"].ansattnr })).toString("base64url"), signatur].join(".");
};
async function forAnnen(token) {
  const annen = await leverandor.Client.find("annen");
  const { sub, nonce } = les(token.split(".")[1]);
  const nytt = new leverandor.IdToken({ sub }, { client: annen, ctx: undefined });
  nytt.set("nonce", nonce);
  return nytt.issue({ use: "idtoken", expiresAt: Math.floor(Date.now() / 1000) + 600 });
}

leverandor.listen(valg.port, "127.0.0.1", () => console.log("klar"));
