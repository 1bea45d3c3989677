"use strict";

const docs = document.getElementById("docs");
const night = matchMedia("(prefers-color-scheme: dark)");
const follow = () => document.documentElement.classList.toggle("dark-mode", night.matches);
night.addEventListener("change", follow);
follow();

// Swagger UI as everybody can use it: no link within a button, landmarks and a heading over the
// calls, and no choice of servers where there is one.
const Legible = ({ React }) => ({
  wrapComponents: {
    DeepLink: () => ({ text }) => React.createElement("span", null, text),
    ServersContainer: () => () => null,
    InfoContainer: (Info) => (props) => React.createElement(
      "section", { "aria-label": "About" }, React.createElement(Info, props)),
    operations: (Operations) => (props) => React.createElement(
      React.Fragment, null, React.createElement("h2", null, "Calls"), React.createElement(Operations, props)),
  },
});

// No validator: it would send the document to a host that is none of ours.
SwaggerUIBundle({
  domNode: docs,
  url: docs.dataset.schema,
  plugins: [Legible],
  deepLinking: true,
  tryItOutEnabled: true,
  validatorUrl: null,
});

// What it leaves without a name, or with the same one twice.
new MutationObserver(() => {
  for (const one of docs.querySelectorAll("textarea:not([aria-label])")) one.ariaLabel = "Body of the request";
  for (const one of docs.querySelectorAll("select:not([aria-label])")) one.ariaLabel = "Which of them";
  for (const one of docs.querySelectorAll(".responses-inner [role=region]:not([aria-label])")) one.ariaLabel = `Answers: ${one.id}`;
}).observe(docs, { childList: true, subtree: true });
