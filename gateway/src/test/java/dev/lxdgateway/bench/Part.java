package dev.lxdgateway.bench;

/** One kind of measurement. */
interface Part {

    void measure(Rig rig, Report report) throws Exception;
}
