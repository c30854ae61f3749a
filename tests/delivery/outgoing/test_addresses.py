from ipaddress import ip_address

import pytest

from delivery.outgoing.addresses import is_allowed, is_public, networks_from

PRIVATE = """
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.254 127.0.0.1 127.255.255.254 169.254.0.1
169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.19.255.255
198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255
:: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 64:ff9b::7f00:1 64:ff9b:1::a00:1 100::1
2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:db8::1 2002:7f00:1::1 2002:a00:1:: fc00::1 fd00:ec2::254 fe80::1
fec0::1 ff02::1 ff0e::1 3fff::1 4000::1
"""
PUBLIC = """
1.1.1.1 8.8.8.8 93.184.216.34 100.63.255.255 100.128.0.1 172.32.0.1 ::ffff:8.8.8.8 2606:4700:4700::1111 2a00:1450::1
"""


@pytest.mark.parametrize("text", PRIVATE.split())
def test_what_is_not_on_the_internet_is_refused(text: str) -> None:
    assert (is_public(ip_address(text)), is_allowed(ip_address(text))) == (False, False)


@pytest.mark.parametrize("text", PUBLIC.split())
def test_what_is_on_the_internet_is_allowed(text: str) -> None:
    assert is_public(ip_address(text))


def test_an_operator_may_allow_networks() -> None:
    networks = networks_from(["10.20.0.0/16", "fd12::/16"])
    allowed = {
        text: is_allowed(ip_address(text), networks)
        for text in ("10.20.1.1", "::ffff:10.20.1.1", "10.21.0.1", "fd12::1", "fd13::1")
    }
    assert allowed == {
        "10.20.1.1": True,
        "::ffff:10.20.1.1": True,
        "10.21.0.1": False,
        "fd12::1": True,
        "fd13::1": False,
    }
