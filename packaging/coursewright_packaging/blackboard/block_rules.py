"""Rules of Building Blocks (bb-manifest-plugin.xsd, restated) and of static ones."""

from __future__ import annotations

from coursewright_packaging.diagnostic import Rule, Severity

_XSD = "bb-manifest-plugin.xsd"
_PREPARING = "Blackboard, Preparing for SaaS and new Learn versions"

PARSES = Rule(
    "building-block-manifest-parses",
    Severity.ERROR,
    "WEB-INF/bb-manifest.xml and WEB-INF/web.xml are well-formed XML.",
    "Learn refuses the upload.",
    "Correct the XML at the place named here.",
    _XSD,
)
NAMESPACE = Rule(
    "building-block-manifest-has-namespace",
    Severity.ADVICE,
    "The manifest is in the namespace of bb-manifest-plugin.",
    "Only Building Blocks older than Learn 9.0 go without.",
    "Add the namespace to the root element.",
    _XSD,
)
ROOT = Rule(
    "building-block-manifest-holds-one-plugin",
    Severity.ERROR,
    "The root is `manifest` and holds exactly one `plugin`.",
    "Learn refuses the upload.",
    "Describe one plugin per archive.",
    _XSD,
)
KNOWN = Rule(
    "building-block-elements-are-known",
    Severity.ERROR,
    "The manifest holds only elements of the schema, those of `plugin` at most once each.",
    "Learn refuses the upload, or ignores what it does not know.",
    "Correct or remove the element.",
    _XSD,
)
REQUIRED = Rule(
    "building-block-has-required-elements",
    Severity.ERROR,
    "Every required element and attribute is there and not empty.",
    "Learn refuses the upload.",
    "Add what is missing.",
    _XSD,
)
VALUE = Rule(
    "building-block-values-are-attributes",
    Severity.ERROR,
    'A simple value stands in `value="…"` of an empty element, never as its text.',
    "Learn reads an empty value.",
    "Move the text into the attribute.",
    _XSD,
)
LENGTHS = Rule(
    "building-block-names-are-short-enough",
    Severity.ERROR,
    "The name has at most 50 characters and the handle at most 32.",
    "Learn refuses the upload.",
    "Shorten it; a handle must then stay the same for ever.",
    _XSD,
)
VENDOR = Rule(
    "building-block-vendor-id-is-short",
    Severity.WARNING,
    "The vendor id has at most 4 characters.",
    "Learn's database cuts or refuses it.",
    "Use an abbreviation of at most 4 letters.",
    "bb-manifest reference (third party)",
)
CHOICE = Rule(
    "building-block-choices-are-known",
    Severity.ERROR,
    "Booleans, webapp types, action types and permission values are those of the schema.",
    "Learn refuses the upload.",
    "Use one of the allowed values.",
    _XSD,
)
SIGNED = Rule(
    "building-block-uses-no-signed-features",
    Severity.WARNING,
    "`hidden` and `mandatory` stand only in signed Building Blocks.",
    "Learn ignores them in an unsigned one.",
    "Remove the element.",
    _XSD,
)
ALL_PERMISSION = Rule(
    "building-block-asks-for-no-all-permission",
    Severity.WARNING,
    "No permission is java.security.AllPermission.",
    "Newer Learn drops it, and the tool answers 404.",
    "Ask for the single permissions.",
    "Blackboard, Java permissions",
)
HANDLER = Rule(
    "building-block-handlers-belong-to-applications",
    Severity.ERROR,
    "A content handler's `application` is `<vendor id>-<handle>` of an application defined here.",
    "The tool cannot be switched on for a course.",
    "Correct the value.",
    _XSD,
)
PAGE = Rule(
    "building-block-pages-exist",
    Severity.ERROR,
    "Each page that the manifest names is in the archive or mapped in web.xml.",
    "The tool opens a 404.",
    "Correct the path; it is relative to the root of the archive.",
    _XSD,
)
BUNDLE = Rule(
    "building-block-language-keys-have-texts",
    Severity.WARNING,
    "Each language key of the manifest has a text in the bundle of the default locale.",
    "Learn shows the key instead of the text.",
    "Add the key to WEB-INF/bundles/bb-manifest-<locale>.properties.",
    _XSD,
)
WEB = Rule(
    "building-block-has-web-descriptor",
    Severity.ERROR,
    "WEB-INF/web.xml is there, a web-app of servlet 3.1 or older (javax, not jakarta).",
    "Learn's Tomcat 8.5 does not start the application.",
    "Write a web.xml of version 3.1.",
    "Java Servlet 3.1, chapter 14",
)
FRAME = Rule(
    "building-block-pages-stay-in-frame",
    Severity.ERROR,
    'No page uses target="_top" or writes to top.location.',
    "Original courses show tools in a frame, which such a page breaks.",
    "Open the address in the same frame or in a new tab.",
    _PREPARING,
)
LINKS = Rule(
    "building-block-links-resolve",
    Severity.ERROR,
    "Each relative address in a page is a file of the archive.",
    "Learners get a 404.",
    "Add the file or correct the address.",
)
NO_KEYS = Rule(
    "building-block-holds-no-answer-keys",
    Severity.ERROR,
    "No file of the archive is a pool, a test or an upload file of questions.",
    "Static files may be readable without login, so learners find the answers.",
    "Take the file out and give it to instructors another way.",
)
NO_PLATFORM = Rule(
    "building-block-holds-no-platform-jars",
    Severity.ERROR,
    "WEB-INF/lib holds none of Learn's own jars.",
    "Two versions of one class break the tool or the platform, and the licence forbids it.",
    "Remove the jar; Learn provides it.",
)
HANDLE = Rule(
    "building-block-handler-is-conventional",
    Severity.ADVICE,
    "The handle of a content handler has the form `resource/x-<vendor>-<thing>`.",
    "Learn tells kinds of content apart by it, and two vendors may choose the same word.",
    "Write `resource/x-`, the vendor id and a word of your own.",
    "Blackboard, content handlers",
)
CONTEXT = Rule(
    "building-block-leaves-context-path",
    Severity.WARNING,
    "There is no `context-path`.",
    "It is reserved for the vendor of Learn.",
    "Remove the element; Learn makes the path of vendor id and handle.",
    _XSD,
)
CURRENT = Rule(
    "building-block-uses-no-deprecated-elements",
    Severity.ADVICE,
    "`links` stand inside applications, and applications have no `description`.",
    "The schema calls both deprecated.",
    "Define an application, and describe its links.",
    _XSD,
)
RULES = (
    PARSES,
    NAMESPACE,
    ROOT,
    KNOWN,
    REQUIRED,
    VALUE,
    LENGTHS,
    VENDOR,
    CHOICE,
    SIGNED,
    ALL_PERMISSION,
    HANDLER,
    PAGE,
    BUNDLE,
    WEB,
    FRAME,
    LINKS,
    NO_KEYS,
    NO_PLATFORM,
    HANDLE,
    CONTEXT,
    CURRENT,
)
