// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The trusted proxies, which determine a caller's address. If the connection comes from a trusted
 * proxy, the address is the last one in {@code X-Forwarded-For} that is not a trusted proxy. From
 * anybody else the header is ignored.
 */
public final class Proxies {
  private static final HeaderName FORWARDED_FOR = HeaderNames.create("X-Forwarded-For");

  private static final byte[] KEY = key();

  private final List<Network> trusted;

  private Proxies(List<Network> trusted) {
    this.trusted = List.copyOf(trusted);
  }

  public static Proxies none() {
    return new Proxies(List.of());
  }

  /**
   * Reads a list such as {@code 10.0.0.0/8, ::1}.
   *
   * @throws IllegalArgumentException if a part is not an address or a network, saying what to write
   */
  public static Proxies of(String list) {
    return new Proxies(
        Arrays.stream(list.split(",", -1))
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .map(Network::of)
            .toList());
  }

  String address(ServerRequest request) {
    String peer = request.remotePeer().host();
    return trusted.isEmpty() || !request.headers().contains(FORWARDED_FOR)
        ? peer
        : address(peer, request.headers().get(FORWARDED_FOR).allValues());
  }

  /**
   * Returns the caller's address.
   *
   * @param peer the address that the connection comes from
   * @param forwarded the header's values, in order
   */
  String address(String peer, List<String> forwarded) {
    List<String> hops =
        Arrays.stream(String.join(",", forwarded).split(",", -1)).map(String::strip).toList();
    String address = peer;
    for (String hop : hops.reversed()) {
      if (!isTrusted(address)) {
        break;
      }
      Optional<InetAddress> next = literal(hop);
      if (next.isEmpty()) {
        break; // A trusted proxy did not write this, so it ends the chain.
      }
      address = next.get().getHostAddress();
    }
    return address;
  }

  boolean isTrusted(String address) {
    return literal(address)
        .filter(found -> trusted.stream().anyMatch(network -> network.contains(found)))
        .isPresent();
  }

  /**
   * Returns the key that an address is counted under: the address itself, or for IPv6 the 64-bit
   * network, because one user has all of it.
   */
  static String together(String address) {
    return literal(address)
        .map(InetAddress::getAddress)
        .filter(bytes -> bytes.length == 16)
        .map(bytes -> java.util.HexFormat.of().formatHex(bytes, 0, 8))
        .orElse(address);
  }

  /**
   * Returns a number that stands for {@link #together}. It is keyed, so that no client finds an
   * address that has another's number.
   */
  static long numberOf(String address) {
    MessageDigest digest = Sha256.begin();
    digest.update(KEY);
    byte[] hash = digest.digest(together(address).getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.wrap(hash).getLong();
  }

  private static byte[] key() {
    byte[] key = new byte[16];
    new SecureRandom().nextBytes(key);
    return key;
  }

  /**
   * Reads {@code 192.0.2.1}, {@code 2001:db8::1}, or either with a port. Names are never looked up.
   */
  private static Optional<InetAddress> literal(String text) {
    String host = text;
    if (host.startsWith("[") && host.indexOf(']') > 0) {
      host = host.substring(1, host.indexOf(']'));
    } else if (host.indexOf(':') > 0 && host.indexOf(':') == host.lastIndexOf(':')) {
      host = host.substring(0, host.indexOf(':'));
    }
    try {
      return Optional.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A network: the addresses that begin with the same bits. */
  private record Network(InetAddress first, int bits) {
    static Network of(String text) {
      int slash = text.indexOf('/');
      String address = slash < 0 ? text : text.substring(0, slash);
      Optional<InetAddress> first = literal(address);
      int most = first.map(found -> found.getAddress().length * 8).orElse(-1);
      long bits = slash < 0 ? most : Texts.integer(text.substring(slash + 1)).orElse(-1L);
      if (first.isEmpty() || bits < 0 || bits > most) {
        throw new IllegalArgumentException(
            "%s is no address or network: write 192.0.2.1, 10.0.0.0/8 or 2001:db8::/32"
                .formatted(text));
      }
      return new Network(first.get(), (int) bits);
    }

    boolean contains(InetAddress address) {
      byte[] mine = first.getAddress();
      byte[] other = address.getAddress();
      if (mine.length != other.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((mine[bit / 8] & mask) != (other[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}
