// What a user of confluence.js does with it, as its documentation shows: `driver.cjs ACTION [ARGUMENT]`. The library has
// no helper that walks a list; its documentation asks for one page.
const { ConfluenceClient } = require("confluence.js");

const client = new ConfluenceClient({
  host: process.env.CONFLUENCE_HOST,
  authentication: { basic: { email: process.env.CONFLUENCE_EMAIL, apiToken: process.env.CONFLUENCE_API_TOKEN } },
});

const actions = {
  whoami: () => client.users.getCurrentUser(),
  search: (cql) => client.search.searchByCQL({ cql }),
  "list-spaces": () => client.space.getSpaces(),
  "get-page": (id) => client.content.getContentById({ id }),
  "create-page": (key, title) =>
    client.content.createContent({
      type: "page",
      title,
      space: { key },
      body: { storage: { value: "<p>Made up.</p>", representation: "storage" } },
    }),
  "get-attachment": async (id, attachmentId) =>
    (await client.contentAttachments.downloadAttachment({ id, attachmentId })).toString(),
};

async function main(action, ...parameters) {
  console.log(JSON.stringify(await actions[action](...parameters), null, 2));
}

// Node.js prints an uncaught error in the same way, but cuts it where a pipe is full.
main(...process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
