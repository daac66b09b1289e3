// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Atrium authors
package dev.atrium.embedding;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * The model all-MiniLM-L6-v2 with weights of eight bits, open. Any number of threads may use it at
 * once; each computes on its own thread alone.
 *
 * <p>A text is a run by itself. In a batch, the scales of the quantised model depend on all of its
 * texts, so that a vector would depend on what else happened to be asked for; and on one thread, a
 * batch is no faster.
 */
final class MiniLm implements AutoCloseable {
  static final String NAME = "all-minilm-l6-v2-q";

  /** The numbers of a vector. */
  static final int DIMENSIONS = 384;

  /** The most tokens that the model was made for. */
  static final int MOST_TOKENS = 512;

  private final WordPiece words;
  private final OrtEnvironment environment;
  private final OrtSession session;

  private MiniLm(WordPiece words, OrtEnvironment environment, OrtSession session) {
    this.words = words;
    this.environment = environment;
    this.session = session;
  }

  /**
   * Opens the model, which takes a few tenths of a second and some 75 MB, most of it outside of the
   * heap.
   *
   * @param folder where the native library is, or is unpacked to
   * @throws EmbeddingException if that fails
   */
  static MiniLm open(Path folder) {
    ClassLoader resources = MiniLm.class.getClassLoader();
    // Asking for the package does not load the library.
    String version = String.valueOf(OrtEnvironment.class.getPackage().getImplementationVersion());
    OnnxLibrary.provide(folder, version, resources);
    try (InputStream vocabulary = resource(resources, NAME + "-tokenizer.json")) {
      WordPiece words = new WordPiece(Vocabulary.read(vocabulary));
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      OnnxLibrary.removeTemporaryFolder();
      return new MiniLm(words, environment, session(resources, environment));
    } catch (IOException | OrtException e) {
      throw EmbeddingException.lasting("Cannot open the model for embeddings: " + e, e);
    } catch (LinkageError e) {
      throw EmbeddingException.lasting("The library for embeddings does not run here: " + e, e);
    }
  }

  /** Reads the model into memory that is given back as soon as the runtime has its own copy. */
  private static OrtSession session(ClassLoader resources, OrtEnvironment environment)
      throws IOException, OrtException {
    String name = NAME + ".onnx";
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        InputStream model = resource(resources, name);
        Arena arena = Arena.ofConfined()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
      MemorySegment memory =
          arena.allocate(resources.getResource(name).openConnection().getContentLengthLong());
      byte[] piece = new byte[1 << 16];
      for (long at = 0; at < memory.byteSize(); ) {
        int read = model.read(piece);
        if (read < 0) {
          throw new EOFException(name);
        }
        MemorySegment.copy(MemorySegment.ofArray(piece), 0, memory, at, read);
        at += read;
      }
      return environment.createSession(memory.asByteBuffer(), options);
    }
  }

  private static InputStream resource(ClassLoader resources, String name) throws IOException {
    InputStream resource = resources.getResourceAsStream(name);
    if (resource == null) {
      throw new IOException(name + " is missing");
    }
    return resource;
  }

  /**
   * Returns the vector of a text. It computes for up to some 15 ms per 128 tokens.
   *
   * @param most the most tokens that are looked at
   */
  float[] vector(String text, int most) {
    long[] tokens = words.tokens(text, most);
    long[] ones = new long[tokens.length];
    Arrays.fill(ones, 1);
    long[] shape = {1, tokens.length};
    try (OnnxTensor ids = OnnxTensor.createTensor(environment, LongBuffer.wrap(tokens), shape);
        OnnxTensor mask = OnnxTensor.createTensor(environment, LongBuffer.wrap(ones), shape);
        OnnxTensor types =
            OnnxTensor.createTensor(environment, LongBuffer.allocate(tokens.length), shape);
        OrtSession.Result result =
            session.run(
                Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types))) {
      // Closing the result closes what is in it.
      OnnxTensor states = (OnnxTensor) result.get(0);
      FloatBuffer numbers = states.getFloatBuffer();
      float[] all = new float[numbers.remaining()];
      numbers.get(all);
      return Vectors.normalise(Vectors.mean(all, tokens.length, DIMENSIONS));
    } catch (OrtException e) {
      throw EmbeddingException.passing("The model for embeddings failed: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw EmbeddingException.lasting("Cannot close the model for embeddings.", e);
    }
  }
}
