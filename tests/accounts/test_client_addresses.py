"""An address is believed only where a proxy of our own wrote it."""

import pytest

from accounts.client_addresses import client_address, client_network


@pytest.mark.parametrize(
    ("proxies", "expected"), [(0, "10.0.0.1"), (1, "203.0.113.9"), (2, "198.51.100.1"), (3, "10.0.0.1")]
)
def test_the_address_is_what_our_own_proxy_saw(settings, proxies, expected):
    settings.TRUSTED_PROXIES = proxies
    meta = {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "198.51.100.1, ,203.0.113.9"}
    assert client_address(meta) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:ffff::7", "2001:db8:1:2::/64"),
        ("not: an address", "not: an address"),
        ("", ""),
    ],
)
def test_a_network_of_ipv6_is_one_client(address, expected):
    assert client_network({"REMOTE_ADDR": address}) == expected


def test_no_address_is_an_address_too():
    assert client_network({}) == ""
