//! Whose address a request comes from: that of the connection, or, where a configured proxy made
//! it, what the proxies say, read from the end that they wrote.

use std::net::{IpAddr, SocketAddr};

use ipnet::{IpNet, Ipv4Net, Ipv6Net};

/// The networks of the proxies whose word is taken.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proxies(Vec<IpNet>);

impl Proxies {
    /// Reads a list such as `127.0.0.1, 10.0.0.0/8, 2001:db8::/32`.
    ///
    /// # Errors
    /// The first entry that is neither an address nor a network.
    pub fn parse(list: &str) -> Result<Proxies, String> {
        list.split(',')
            .map(str::trim)
            .filter(|one| !one.is_empty())
            .map(|one| {
                let net = one.parse::<IpNet>();
                net.or_else(|_| one.parse::<IpAddr>().map(IpNet::from))
                    .map_err(|_| one.to_owned())
            })
            .collect::<Result<_, _>>()
            .map(Proxies)
    }

    fn trusts(&self, address: IpAddr) -> bool {
        self.0.iter().any(|net| net.contains(&address))
    }

    /// The client of a request: `peer` made the connection, `forwarded_for` are the values of
    /// `X-Forwarded-For` and `forwarded` those of `Forwarded`, in the order of the headers.
    ///
    /// What a client writes into these headers itself stands to the left of what proxies add, so
    /// they are read from the right: the first hop that is no proxy is the client. A request that
    /// carries both, saying different things, is counted to the proxy that passed it on.
    pub fn client<'a>(
        &self,
        peer: IpAddr,
        forwarded_for: impl Iterator<Item = &'a str>,
        forwarded: impl Iterator<Item = &'a str>,
    ) -> IpAddr {
        let peer = peer.to_canonical();
        if !self.trusts(peer) {
            return peer;
        }
        let plain: Vec<Option<IpAddr>> = forwarded_for
            .flat_map(|line| line.split(','))
            .map(hop)
            .collect();
        let named: Vec<Option<IpAddr>> = forwarded
            .flat_map(|line| line.split(','))
            .map(|element| {
                element.split(';').find_map(|pair| {
                    let (name, value) = pair.split_once('=')?;
                    let name = name.trim();
                    name.eq_ignore_ascii_case("for").then(|| hop(value))?
                })
            })
            .collect();
        match (plain.is_empty(), named.is_empty()) {
            (true, true) => peer,
            (false, true) => self.walk(peer, &plain),
            (true, false) => self.walk(peer, &named),
            (false, false) => {
                let (one, other) = (self.walk(peer, &plain), self.walk(peer, &named));
                if one == other { one } else { peer }
            }
        }
    }

    /// From the right past the proxies. Something unreadable ends the way at the last that was read.
    fn walk(&self, peer: IpAddr, hops: &[Option<IpAddr>]) -> IpAddr {
        let mut last = peer;
        for hop in hops.iter().rev() {
            let Some(address) = hop else { return last };
            last = *address;
            if !self.trusts(last) {
                return last;
            }
        }
        last
    }
}

/// An address as these headers write it: quoted, in brackets or with a port.
fn hop(text: &str) -> Option<IpAddr> {
    let text = text.trim().trim_matches('"');
    let address = text
        .parse::<IpAddr>()
        .or_else(|_| text.parse::<SocketAddr>().map(|socket| socket.ip()));
    let bracketed = || text.strip_prefix('[')?.strip_suffix(']')?.parse().ok();
    address.ok().or_else(bracketed).map(|ip| ip.to_canonical())
}

/// The IPv4 address itself, or the /64 of an IPv6 one: one household.
pub fn narrow(address: IpAddr) -> IpNet {
    cut(address, 32, 64)
}

/// The /24 of an IPv4 address, or the /48 of an IPv6 one.
pub fn wide(address: IpAddr) -> IpNet {
    cut(address, 24, 48)
}

fn cut(address: IpAddr, four: u8, six: u8) -> IpNet {
    let net = match address {
        IpAddr::V4(address) => Ipv4Net::new(address, four).map(IpNet::V4),
        IpAddr::V6(address) => Ipv6Net::new(address, six).map(IpNet::V6),
    };
    net.map_or_else(|_| IpNet::from(address), |net| net.trunc())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(proxies: &str, peer: &str, plain: &[&str], named: &[&str]) -> String {
        let proxies = Proxies::parse(proxies).unwrap();
        proxies
            .client(
                peer.parse().unwrap(),
                plain.iter().copied(),
                named.iter().copied(),
            )
            .to_string()
    }

    #[test]
    fn without_a_proxy_no_header_counts() {
        assert_eq!(
            client("", "192.0.2.1", &["203.0.113.9"], &["for=203.0.113.9"]),
            "192.0.2.1"
        );
        // A proxy that is not in the list.
        assert_eq!(
            client("10.0.0.0/8", "192.0.2.1", &["203.0.113.9"], &[]),
            "192.0.2.1"
        );
    }

    #[test]
    fn the_rightmost_hop_that_is_no_proxy_is_the_client() {
        let cases: [(&str, &[&str], &str); 9] = [
            ("10.0.0.0/8", &["203.0.113.9"], "203.0.113.9"),
            // What the client wrote itself stands further left.
            ("10.0.0.0/8", &["198.51.100.7, 203.0.113.9"], "203.0.113.9"),
            (
                "10.0.0.0/8",
                &["198.51.100.7", "203.0.113.9, 10.9.9.9"],
                "203.0.113.9",
            ),
            ("10.0.0.0/8", &["198.51.100.7, nonsense"], "10.0.0.1"),
            ("10.0.0.0/8", &["nonsense, 203.0.113.9"], "203.0.113.9"),
            ("10.0.0.0/8", &["203.0.113.9:4711"], "203.0.113.9"),
            ("10.0.0.0/8", &["[2001:db8::1]:4711"], "2001:db8::1"),
            ("10.0.0.0/8", &["::ffff:203.0.113.9"], "203.0.113.9"),
            ("10.0.0.0/8", &["10.1.1.1, 10.2.2.2"], "10.1.1.1"),
        ];
        for (proxies, plain, wanted) in cases {
            assert_eq!(client(proxies, "10.0.0.1", plain, &[]), wanted, "{plain:?}");
        }
    }

    #[test]
    fn the_other_header_says_the_same_or_neither_counts() {
        let named = "for=198.51.100.7, for=\"[2001:db8::1]:4711\";proto=https";
        assert_eq!(
            client("10.0.0.0/8", "10.0.0.1", &[], &[named]),
            "2001:db8::1"
        );
        assert_eq!(
            client(
                "10.0.0.0/8",
                "10.0.0.1",
                &["203.0.113.9"],
                &["For=203.0.113.9"]
            ),
            "203.0.113.9"
        );
        assert_eq!(
            client(
                "10.0.0.0/8",
                "10.0.0.1",
                &["203.0.113.9"],
                &["for=198.51.100.7"]
            ),
            "10.0.0.1"
        );
        assert_eq!(
            client("10.0.0.0/8", "10.0.0.1", &[], &["proto=https"]),
            "10.0.0.1"
        );
    }

    #[test]
    fn a_list_is_networks_and_addresses() {
        assert!(Proxies::parse("127.0.0.1, 10.0.0.0/8 ,2001:db8::/32,").is_ok());
        assert_eq!(
            Proxies::parse("127.0.0.1, proxy.internal"),
            Err("proxy.internal".into())
        );
        assert_eq!(Proxies::parse("10.0.0.0/33"), Err("10.0.0.0/33".into()));
    }

    #[test]
    fn networks_are_cut_for_buckets_and_for_what_is_kept() {
        for (address, small, large) in [
            ("203.0.113.9", "203.0.113.9/32", "203.0.113.0/24"),
            (
                "2001:db8:1:2:3:4:5:6",
                "2001:db8:1:2::/64",
                "2001:db8:1::/48",
            ),
        ] {
            let address = address.parse().unwrap();
            assert_eq!(
                (narrow(address).to_string(), wide(address).to_string()),
                (small.into(), large.into())
            );
        }
    }
}
