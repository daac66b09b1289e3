// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/** What apps sign to speak for themselves. */
public final class AppJwt {
  private AppJwt() {}

  /** A good one. */
  public static String of(long appId, String pem) {
    long now = Instant.now().getEpochSecond();
    return sign(Map.of("iss", appId, "iat", now - 30, "exp", now + 540), pem);
  }

  /** With those claims and no others. */
  public static String sign(Map<String, ?> claims, String pem) {
    try {
      String body = pem.replaceAll("-----[A-Z ]+-----", "");
      PrivateKey key =
          KeyFactory.getInstance("RSA")
              .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(body)));
      JWSObject token =
          new JWSObject(new JWSHeader(JWSAlgorithm.RS256), new Payload(Map.copyOf(claims)));
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (GeneralSecurityException | JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
