// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * The certificate chain that the server presents, and the matching private key.
 *
 * @param chain the server's own certificate first, then those of its issuers
 */
record CertifiedKey(List<X509Certificate> chain, PrivateKey key) {
  CertifiedKey {
    chain = List.copyOf(chain);
  }

  /**
   * Reads the certificate chain and the key.
   *
   * @throws IllegalArgumentException if a file is unusable, or the two do not match; the message
   *     says what to do
   */
  static CertifiedKey read(TlsFiles files) {
    List<X509Certificate> chain = chain(files.certificate());
    PublicKey publicKey = chain.getFirst().getPublicKey();
    Pem pem = key(files.key());
    try {
      PrivateKey key = key(pem, publicKey);
      if (fits(key, publicKey)) {
        return new CertifiedKey(chain, key);
      }
    } catch (GeneralSecurityException e) {
      // The key is of another kind than the certificate's, or damaged; the error follows below.
    }
    throw new IllegalArgumentException(
        "The key in %s does not fit the first certificate in %s. Use the key of that certificate; the server's own certificate comes first, then its intermediates."
            .formatted(files.key(), files.certificate()));
  }

  private static List<X509Certificate> chain(Path file) {
    List<X509Certificate> chain = new ArrayList<>();
    for (Pem pem : Pem.read(file)) {
      if (pem.type().equals("CERTIFICATE")) {
        try {
          chain.add(
              (X509Certificate)
                  CertificateFactory.getInstance("X.509")
                      .generateCertificate(new ByteArrayInputStream(pem.der())));
        } catch (CertificateException e) {
          throw new IllegalArgumentException(file + " is damaged: " + e.getMessage(), e);
        }
      }
    }
    if (chain.isEmpty()) {
      throw new IllegalArgumentException(
          "%s has no certificate. --tls-cert takes PEM, which begins with -----BEGIN CERTIFICATE-----."
              .formatted(file));
    }
    return chain;
  }

  /**
   * Returns the block of the key. A file may begin with other blocks, such as the parameters of a
   * curve.
   */
  private static Pem key(Path file) {
    Pem key =
        Pem.read(file).stream()
            .filter(pem -> pem.type().endsWith("PRIVATE KEY"))
            .findFirst()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "%s has no private key. --tls-key takes PEM, which begins with -----BEGIN PRIVATE KEY-----."
                        .formatted(file)));
    if (key.type().equals(Pem.ENCRYPTED)) {
      throw new IllegalArgumentException(
          "The key in %1$s has a passphrase, which Atrium cannot ask for. Remove it: openssl pkey -in %1$s -out key.pem"
              .formatted(file));
    }
    return key;
  }

  private static PrivateKey key(Pem pem, PublicKey publicKey) throws GeneralSecurityException {
    byte[] pkcs8 =
        pem.type().equals("PRIVATE KEY") ? pem.der() : Der.pkcs8(pem.der(), publicKey.getEncoded());
    return KeyFactory.getInstance(publicKey.getAlgorithm())
        .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
  }

  private static boolean fits(PrivateKey key, PublicKey publicKey) throws GeneralSecurityException {
    String algorithm =
        switch (publicKey.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          case String other ->
              throw new IllegalArgumentException(
                  "The certificate's key is of type %s. Use RSA or EC.".formatted(other));
        };
    byte[] probe = publicKey.getEncoded();
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(key);
    signature.update(probe);
    byte[] signed = signature.sign();
    signature.initVerify(publicKey);
    signature.update(probe);
    return signature.verify(signed);
  }

  /** Returns when the first certificate of the chain expires. */
  Instant expires() {
    return chain.stream()
        .map(X509Certificate::getNotAfter)
        .map(Date::toInstant)
        .min(Instant::compareTo)
        .orElseThrow();
  }

  /** Returns why clients would refuse the certificate at this time, or empty if they would not. */
  Optional<String> fault(Instant now) {
    Instant begins = chain.getFirst().getNotBefore().toInstant();
    if (expires().isBefore(now)) {
      return Optional.of("EXPIRED at " + expires() + ": clients will refuse it. Renew it.");
    }
    return begins.isAfter(now)
        ? Optional.of("is NOT VALID before " + begins + ": look at the clock of this machine.")
        : Optional.empty();
  }

  /** Returns a context for connections that present this certificate. */
  SSLContext context() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("server", key, new char[0], chain.toArray(X509Certificate[]::new));
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, new char[0]);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the subject of the certificate, and never the key. */
  @Override
  public String toString() {
    return chain.getFirst().getSubjectX500Principal().getName();
  }
}
