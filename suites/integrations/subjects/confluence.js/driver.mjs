// What a user of confluence.js 3 does with it, as its documentation shows: `driver.mjs ACTION [ARGUMENT]`. It advises to
// use v2, and v1 for what v2 does not have. The library has no helper that walks a list; its documentation asks for one page.
const { createV1Client, createV2Client } = await import(process.env.CONFLUENCE_JS); // NODE_PATH finds no ES module

const settings = {
  host: process.env.CONFLUENCE_HOST,
  auth: { type: "basic", email: process.env.CONFLUENCE_EMAIL, apiToken: process.env.CONFLUENCE_API_TOKEN },
};
const v1 = createV1Client(settings);
const v2 = createV2Client(settings);

const actions = {
  whoami: () => v1.users.getCurrentUser(),
  search: (cql) => v1.search.searchByCQL({ cql }),
  "list-spaces": () => v2.space.getSpaces(),
  "get-page": (id) => v2.page.getPageById({ id }),
  "create-page": (spaceId, title) =>
    v2.page.createPage({ body: { spaceId, title, body: { representation: "storage", value: "<p>Made up.</p>" } } }),
  "get-attachment": async (id, attachmentId) =>
    (await v1.contentAttachments.downloadAttatchment({ id, attachmentId })).toString(),
};

async function main(action, ...parameters) {
  console.log(JSON.stringify(await actions[action](...parameters), null, 2));
}

// Node.js prints an uncaught error in the same way, but cuts it where a pipe is full.
main(...process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
