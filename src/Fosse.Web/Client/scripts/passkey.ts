// Signs in with a passkey, or makes one: the browser asks its owner, and the answer goes into the form.
// Without script the form stays hidden.

interface Words { options: string; failed: string }

export function usePasskey(form: HTMLFormElement): void {
  if (!("PublicKeyCredential" in window) || typeof PublicKeyCredential.parseRequestOptionsFromJSON !== "function") return;
  const { options, failed } = form.dataset as unknown as Words;
  const error = form.querySelector<HTMLElement>("[data-passkey-error]");
  const answer = form.querySelector<HTMLInputElement>("input[name=credential]");
  if (!error || !answer) return;
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    if (answer.value) return;
    event.preventDefault();
    error.hidden = true;
    ask(form, options).then((credential) => {
      answer.value = JSON.stringify(credential);
      form.requestSubmit();
    }).catch(() => {
      error.textContent = failed;
      error.hidden = false;
    });
  });
}

async function ask(form: HTMLFormElement, options: string): Promise<unknown> {
  const token = form.querySelector<HTMLInputElement>("input[name=__RequestVerificationToken]")?.value ?? "";
  const reply = await fetch(options, { method: "POST", headers: { RequestVerificationToken: token } });
  if (!reply.ok) throw new Error(`${reply.status}`);
  const wanted = await reply.json();
  const found = form.dataset["passkey"] === "create"
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(wanted) })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(wanted) });
  if (!(found instanceof PublicKeyCredential)) throw new Error("nothing chosen");
  return found.toJSON();
}
