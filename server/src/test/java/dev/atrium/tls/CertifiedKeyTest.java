// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.atrium.testing.Product;
import java.nio.file.Path;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CertifiedKeyTest {
  private static final Minted RSA = Minted.RSA;
  private static final Minted EC = Minted.EC;

  /** What stands in PKCS#8 before the key itself: the algorithm, and two headers. */
  private static final int BEFORE_RSA = 26;

  @Test
  void read_pkcs8_ofBothKinds() {
    for (Minted minted : new Minted[] {RSA, EC}) {
      CertifiedKey certified = CertifiedKey.read(minted.files());
      assertThat(certified.chain()).containsExactly(minted.certificate());
      assertThat(certified.key()).isEqualTo(minted.key());
      assertThat(certified.fault(Instant.now())).isEmpty();
      assertThat(certified).hasToString("CN=localhost");
    }
  }

  @Test
  void read_rsaKey_inItsOldForm() {
    byte[] pkcs8 = RSA.key().getEncoded();
    byte[] pkcs1 = Arrays.copyOfRange(pkcs8, BEFORE_RSA, pkcs8.length);
    TlsFiles files = RSA.files();
    Minted.put(files.key(), Minted.pem("RSA PRIVATE KEY", pkcs1));
    assertThat(CertifiedKey.read(files).key()).isEqualTo(RSA.key());
  }

  @Test
  void read_ecKey_inItsOldForm_behindTheParametersOfItsCurve() {
    // As openssl writes it: the curve once in a block before the key, and once more inside of it.
    byte[] curve = {0x06, 0x08, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x03, 0x01, 0x07};
    byte[] pkcs8 = EC.key().getEncoded();
    byte[] sec1 = Arrays.copyOfRange(pkcs8, pkcs8.length - 39, pkcs8.length + 12);
    assertThat(Arrays.copyOf(sec1, 5)).containsExactly(0x30, 0x25, 0x02, 0x01, 0x01);
    sec1[1] = 0x25 + 12;
    sec1[39] = (byte) 0xa0;
    sec1[40] = (byte) curve.length;
    System.arraycopy(curve, 0, sec1, 41, curve.length);
    TlsFiles files = EC.files();
    Minted.put(
        files.key(), Minted.pem("EC PARAMETERS", curve) + Minted.pem("EC PRIVATE KEY", sec1));
    assertThat(((ECPrivateKey) CertifiedKey.read(files).key()).getS())
        .isEqualTo(((ECPrivateKey) EC.key()).getS());
  }

  @Test
  void read_chain_andKey_outOfOneFile_withWordsBetween() {
    TlsFiles files = EC.files();
    Path one = files.certificate();
    Minted.put(
        one,
        "Bag Attributes\r\n"
            + EC.certificatePem()
            + "the issuer:\n"
            + RSA.certificatePem().replace("\n", "\r\n")
            + Minted.pem("PRIVATE KEY", EC.key().getEncoded()));
    CertifiedKey certified = CertifiedKey.read(new TlsFiles(one, one));
    assertThat(certified.chain()).containsExactly(EC.certificate(), RSA.certificate());
    assertThat(certified.context().getProtocol()).isEqualTo("TLS");
  }

  @Test
  void read_keyOfAnother_isRefused() {
    TlsFiles files = EC.files();
    for (Minted wrong : new Minted[] {Minted.OTHER_EC, RSA}) {
      refused(new TlsFiles(files.certificate(), wrong.files().key()), "does not fit the first");
    }
    byte[] pkcs8 = RSA.key().getEncoded();
    Minted.put(
        files.key(),
        Minted.pem("RSA PRIVATE KEY", Arrays.copyOfRange(pkcs8, BEFORE_RSA, pkcs8.length)));
    refused(files, "does not fit the first");
  }

  @Test
  void read_issuerFirst_isRefused() {
    TlsFiles files = EC.files();
    Minted.put(files.certificate(), RSA.certificatePem() + EC.certificatePem());
    refused(files, "the server's own certificate comes first");
  }

  @Test
  void read_missingFile_isRefused() {
    TlsFiles files = EC.files();
    Path nowhere = files.key().resolveSibling("nowhere.pem");
    refused(new TlsFiles(nowhere, files.key()), "Cannot read " + nowhere + ": there is no such");
    refused(new TlsFiles(files.certificate(), nowhere), "Cannot read " + nowhere);
    refused(new TlsFiles(files.certificate(), Product.temporaryFolder()), "Cannot read ");
  }

  @Test
  void read_filesTheWrongWayRound_areRefused() {
    TlsFiles files = EC.files();
    refused(new TlsFiles(files.key(), files.key()), "has no certificate");
    refused(new TlsFiles(files.certificate(), files.certificate()), "has no private key");
  }

  @Test
  void read_keyWithAPassphrase_isRefused() {
    TlsFiles files = RSA.files();
    Minted.put(files.key(), Minted.pem("ENCRYPTED PRIVATE KEY", new byte[] {1}));
    refused(files, "openssl pkey -in ");
    Minted.put(
        files.key(),
        """
        -----BEGIN RSA PRIVATE KEY-----
        Proc-Type: 4,ENCRYPTED
        DEK-Info: AES-256-CBC,00

        AAAA
        -----END RSA PRIVATE KEY-----
        """);
    refused(files, "has a passphrase");
  }

  @Test
  void read_damagedFile_isRefused() {
    TlsFiles files = EC.files();
    Minted.put(files.certificate(), Minted.pem("CERTIFICATE", new byte[] {1, 2, 3}));
    refused(files, "is damaged");
    Minted.put(files.certificate(), EC.certificatePem().replace("-----END", "A=-----END"));
    refused(files, "is damaged");
  }

  @Test
  void fault_beforeAndAfterItsTime() {
    CertifiedKey certified = CertifiedKey.read(EC.files());
    assertThat(certified.fault(certified.expires().plusSeconds(1)).orElseThrow())
        .startsWith("EXPIRED at ");
    assertThat(certified.fault(Instant.now().minus(Duration.ofDays(9))).orElseThrow())
        .startsWith("is NOT VALID before ");
  }

  private static void refused(TlsFiles files, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CertifiedKey.read(files))
        .withMessageContaining(message);
  }
}
