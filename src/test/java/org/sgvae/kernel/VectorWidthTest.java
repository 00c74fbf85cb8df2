package org.sgvae.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

/** What depends on the JVM's options, seen in JVMs of its own: vectors of other widths, and a JVM without vectors. */
class VectorWidthTest {

    private static final String MODULE = "--add-modules=jdk.incubator.vector";

    @Test
    void simdKernels_giveSameBitsForEveryWidth() throws Exception {
        Set<String> widths = new HashSet<>();
        Set<String> bits = new HashSet<>();
        for (int bytes : new int[] {16, 32, 64}) {
            String[] output = run(MODULE, "-XX:MaxVectorSize=" + bytes).split(" ", -1);
            widths.add(output[0]);
            bits.add(output[1]);
        }
        assertThat(bits).hasSize(1);
        assertThat(widths)
                .as("a processor with vectors of one width only proves nothing")
                .hasSizeGreaterThan(1);
    }

    @Test
    void create_withoutModule_isEjml() throws Exception {
        assertThat(run()).startsWith("ejml (java was started without --add-modules jdk.incubator.vector)");
    }

    private static String run(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", classPath(), Main.class.getName()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (InputStream output = process.getInputStream()) {
            String text = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
            assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
            return text;
        }
    }

    private static String classPath() {
        return Stream.of(Main.class, Kernels.class, DMatrixRMaj.class, CommonOps_DDRM.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .map(url -> Path.of(url.getPath()).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Prints the choice of kernels; with vectors, their width and a digest of the bits of every kernel's results. */
    static final class Main {

        private Main() {}

        public static void main(String[] arguments) {
            if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
                System.out.println(KernelChoice.current());
                Kernels.create().exp(new DMatrixRMaj(1, 1), new DMatrixRMaj(1, 1));
                return;
            }
            Kernels kernels = KernelChoice.forced(KernelChoice.Kind.SIMD).create();
            RandomMatrices random = new RandomMatrices(1);
            long digest = 0;
            for (int[] size : new int[][] {{1, 1, 1}, {5, 6, 7}, {3, 30, 1}, {1, 9, 31}, {9, 270, 5}, {6, 8, 43}}) {
                digest = 31 * digest + products(kernels, random, size[0], size[1], size[2]);
            }
            for (int count : new int[] {1, 7, 40}) {
                digest = 31 * digest + functions(kernels, random, count);
            }
            System.out.println(new SimdKernels().vectorBits() + " " + Long.toHexString(digest));
        }

        private static long products(Kernels kernels, RandomMatrices random, int m, int k, int n) {
            DMatrixRMaj c = random.next(m, n);
            kernels.multAdd(random.next(m, k), random.next(k, n), c);
            kernels.multAddTransA(random.next(k, m), random.next(k, n), c);
            kernels.multAddTransB(random.next(m, k), random.next(n, k), c);
            DMatrixRMaj y = random.next(m, n);
            kernels.affineRelu(random.next(m, k), random.next(n, k), random.next(1, n), y);
            kernels.addColumnSums(c, y);
            return bits(c) + 17 * bits(y);
        }

        private static long functions(Kernels kernels, RandomMatrices random, int count) {
            DMatrixRMaj x = random.next(1, count);
            DMatrixRMaj y = random.next(1, count);
            kernels.exp(x, y);
            long digest = bits(y);
            kernels.log(y, y);
            kernels.softplus(y, y);
            digest = 31 * digest + bits(y);
            DMatrixRMaj saved = random.next(1, 3 * count);
            kernels.gruForward(random.next(1, 3 * count), random.next(1, 3 * count), x, saved, y);
            return 31 * (31 * digest + bits(y)) + bits(saved);
        }

        private static long bits(DMatrixRMaj matrix) {
            long digest = 0;
            for (int i = 0; i < matrix.getNumElements(); i++) {
                digest = 31 * digest + Double.doubleToRawLongBits(matrix.data[i]);
            }
            return digest;
        }
    }
}
