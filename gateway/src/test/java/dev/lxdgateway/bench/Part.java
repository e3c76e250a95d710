package dev.lxdgateway.bench;

/** One kind of measurement. */
interface Part {

    /** What it measures the gateway as. */
    default Image image() {
        return Image.get();
    }

    void measure(Rig rig, Report report) throws Exception;
}
