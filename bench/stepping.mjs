export const stepping = async () => {};
